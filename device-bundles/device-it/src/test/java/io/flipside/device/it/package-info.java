// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The device's bundles together: what they may know of each other, and what they do in one framework. */
package io.flipside.device.it;
