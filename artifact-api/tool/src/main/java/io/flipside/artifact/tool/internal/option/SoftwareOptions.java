// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.Defaults;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Under which key, if any, the device remembers the version of the software that the artifact brings. */
public final class SoftwareOptions {
    @Option(
            names = "--software-filesystem",
            paramLabel = "NAME",
            description = "First part of the version's key, instead of " + Defaults.FILESYSTEM + ".")
    String filesystem = Defaults.FILESYSTEM;

    @Option(
            names = "--software-name",
            paramLabel = "NAME",
            description = "Second part of the version's key. Without it: the payload type, or none for an image.")
    Optional<String> name = Optional.empty();

    @Option(
            names = "--software-version",
            paramLabel = "VERSION",
            description = "The version, instead of the artifact's name.")
    Optional<String> version = Optional.empty();

    @Option(names = "--no-default-software-version", description = "Provide no version, and clear no former one.")
    boolean noVersion;

    @Option(names = "--no-default-clears-provides", description = "Clear only what --clears-provides says.")
    boolean noClears;

    /** The defaults for an artifact of this name whose payload has this default software name. */
    public Defaults defaults(String artifactName, Optional<String> defaultName) {
        var prefix = name.or(() -> defaultName)
                .filter(part -> !part.isEmpty())
                .map(part -> filesystem + "." + part)
                .orElse(filesystem);
        var shown = noVersion ? Optional.<String>empty() : Optional.of(version.orElse(artifactName));
        return new Defaults(prefix, shown, !noClears);
    }
}
