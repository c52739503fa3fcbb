// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.entity;

/** Enumerates the roles of callers of the API: a user, a device, or anyone without a token. */
public enum CallerRole {
    USER,
    DEVICE,
    ANYONE
}
