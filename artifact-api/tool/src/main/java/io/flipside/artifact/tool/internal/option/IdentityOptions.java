// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.util.List;
import picocli.CommandLine.Option;

/** What every new artifact must say of itself. */
public final class IdentityOptions {
    @Option(
            names = {"--artifact-name", "-n"},
            required = true,
            paramLabel = "NAME",
            description = "Name of the artifact, that is, of the release.")
    String name = "";

    @Option(
            names = {"--device-type", "-t"},
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
