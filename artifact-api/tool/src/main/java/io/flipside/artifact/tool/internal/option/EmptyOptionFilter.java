// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.nio.file.Path;
import java.util.Optional;

/** Turns the empty value of an option into none, as mender-artifact does: build scripts pass empty variables. */
public final class EmptyOptionFilter {
    private EmptyOptionFilter() {}

    /** The value, unless it is empty. */
    public static Optional<String> text(Optional<String> option) {
        return option.filter(text -> !text.isEmpty());
    }

    /** The file, unless its name is empty. */
    public static Optional<Path> file(Optional<Path> option) {
        return option.filter(file -> !file.toString().isEmpty());
    }
}
