// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.fleet.entity.Device;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Describes one column that the web console shows of every device, beside name and status. The list of all stands here;
 * its tables, its page of a device and its search take it, in this order.
 *
 * @param label the heading
 * @param value what a device has there
 */
record ConsoleDeviceColumn(String label, Function<Device, Optional<String>> value) {
    private static final List<ConsoleDeviceColumn> ALL = List.of(
            new ConsoleDeviceColumn("Type", Device::deviceType),
            new ConsoleDeviceColumn("Version", Device::artifactName));

    static List<Value> values(Device device) {
        return ALL.stream()
                .map(column -> new Value(column.label, column.value.apply(device)))
                .toList();
    }

    /** One column of one device. */
    public record Value(String label, Optional<String> value) {}
}
