// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.DefaultProvides;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Declares the options for an artifact's default provides (software version) and default clears_provides. */
public final class SoftwareVersionOptions {
    @Option(
            names = "--software-filesystem",
            paramLabel = "NAME",
            description = "First part of the version's key. Without it: " + DefaultProvides.ROOTFS_IMAGE + ".")
    Optional<String> filesystem = Optional.empty();

    @Option(
            names = "--software-name",
            paramLabel = "NAME",
            description = "Second part of the version's key. Without it: the payload type, or none for an image.")
    Optional<String> name = Optional.empty();

    @Option(
            names = "--software-version",
            paramLabel = "VERSION",
            description = "The version. Without it: the artifact's name.")
    Optional<String> version = Optional.empty();

    @Option(
            names = "--no-default-software-version",
            description = "Provide no version, and clear no former one, unless told to.")
    boolean noVersion;

    @Option(names = "--no-default-clears-provides", description = "Clear only what --clears-provides says.")
    boolean noClears;

    /** What the library fills in. */
    public DefaultProvides defaults(DefaultProvides.Checksum checksum) {
        return new DefaultProvides(
                EmptyOptionFilter.text(filesystem).filter(text -> !text.equals(DefaultProvides.ROOTFS_IMAGE)),
                EmptyOptionFilter.text(name),
                EmptyOptionFilter.text(version),
                !noVersion,
                !noClears,
                checksum);
    }
}
