// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** What can be said to a server, in the words of Mender's device API. */
@NullMarked
package io.flipside.device.link.internal.server;

import org.jspecify.annotations.NullMarked;
