// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

/**
 * What a payload type can do.
 *
 * @param rollback whether it can undo its installation
 * @param reboot whether the device must restart before the new content is active
 */
public record PayloadCapabilities(boolean rollback, boolean reboot) {}
