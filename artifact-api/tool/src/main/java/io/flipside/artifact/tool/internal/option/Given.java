// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.nio.file.Path;
import java.util.Optional;

/** Build scripts pass empty variables: as for mender-artifact, an option with an empty value is not given. */
public final class Given {
    private Given() {}

    /** The value, unless it is empty. */
    public static Optional<String> text(Optional<String> option) {
        return option.filter(text -> !text.isEmpty());
    }

    /** The file, unless its name is empty. */
    public static Optional<Path> file(Optional<Path> option) {
        return option.filter(file -> !file.toString().isEmpty());
    }
}
