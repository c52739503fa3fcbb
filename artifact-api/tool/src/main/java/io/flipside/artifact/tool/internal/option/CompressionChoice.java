// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.Compression;
import io.flipside.artifact.Effort;
import io.flipside.artifact.tool.internal.ToolException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the algorithm and effort that a value of {@code --compression} names; accepts the names of mender-artifact,
 * and xz and zstd.
 */
public record CompressionChoice(Compression compression, Effort effort) {
    private static final Map<String, CompressionChoice> NAMES = new TreeMap<>(Map.of(
            "none", new CompressionChoice(Compression.NONE, Effort.STANDARD),
            "gzip", new CompressionChoice(Compression.GZIP, Effort.STANDARD),
            "lzma", new CompressionChoice(Compression.XZ, Effort.STANDARD),
            "xz", new CompressionChoice(Compression.XZ, Effort.STANDARD),
            "zstd", new CompressionChoice(Compression.ZSTD, Effort.STANDARD),
            "zstd_fastest", new CompressionChoice(Compression.ZSTD, Effort.FASTEST),
            "zstd_fast", new CompressionChoice(Compression.ZSTD, Effort.STANDARD),
            "zstd_better", new CompressionChoice(Compression.ZSTD, Effort.BETTER),
            "zstd_best", new CompressionChoice(Compression.ZSTD, Effort.BEST)));

    static CompressionChoice named(String name) throws ToolException {
        var choice = NAMES.get(name);
        if (choice == null) {
            throw ToolException.failed(
                    "there is no compression '" + name + "'; use one of " + String.join(", ", NAMES.keySet()));
        }
        return choice;
    }
}
