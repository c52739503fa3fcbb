// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.util.List;
import picocli.CommandLine.Option;

/** Declares the required options of the write commands: artifact name and compatible device types. */
public final class NameAndDeviceTypeOptions {
    @Option(
            names = {"--artifact-name", "-n"},
            required = true,
            paramLabel = "NAME",
            description = "Name of the artifact, that is, of the release.")
    String name = "";

    @Option(
            names = {"--compatible-types", "-c", "--device-type", "-t"},
            required = true,
            paramLabel = "TYPE",
            description = "A device type that it fits. May be given several times.")
    List<String> deviceTypes = List.of();

    public String name() {
        return name;
    }

    public List<String> deviceTypes() {
        return deviceTypes;
    }
}
