// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

/**
 * A device is gone; whoever keeps something about it ends that in the same transaction.
 *
 * @param deviceId its id
 */
public record DeviceDecommissioned(String deviceId) {}
