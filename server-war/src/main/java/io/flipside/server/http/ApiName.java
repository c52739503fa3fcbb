// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

/** Names a constant as the API does. */
public interface ApiName {
    String wire();
}
