// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Declares the option that chooses a partition of a disk image. */
public final class PartitionOptions {
    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "If the image is a disk: the number of the partition. Without it, the one with the root"
                    + " file system is found.")
    Optional<Integer> number = Optional.empty();

    /** The number, if one was given. */
    public OptionalInt number() {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
