// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.Compression;
import io.flipside.artifact.CompressionEffort;
import io.flipside.artifact.tool.internal.ToolException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the algorithm and effort that a value of {@code --compression} stands for. Accepts the values of
 * mender-artifact, and xz and zstd besides.
 */
public record CompressionChoice(Compression compression, CompressionEffort effort) {
    private static final Map<String, CompressionChoice> NAMES = new TreeMap<>(Map.of(
            "none", new CompressionChoice(Compression.NONE, CompressionEffort.STANDARD),
            "gzip", new CompressionChoice(Compression.GZIP, CompressionEffort.STANDARD),
            "lzma", new CompressionChoice(Compression.XZ, CompressionEffort.STANDARD),
            "xz", new CompressionChoice(Compression.XZ, CompressionEffort.STANDARD),
            "zstd", new CompressionChoice(Compression.ZSTD, CompressionEffort.STANDARD),
            "zstd_fastest", new CompressionChoice(Compression.ZSTD, CompressionEffort.FASTEST),
            "zstd_fast", new CompressionChoice(Compression.ZSTD, CompressionEffort.STANDARD),
            "zstd_better", new CompressionChoice(Compression.ZSTD, CompressionEffort.BETTER),
            "zstd_best", new CompressionChoice(Compression.ZSTD, CompressionEffort.BEST)));

    static CompressionChoice named(String name) throws ToolException {
        var choice = NAMES.get(name);
        if (choice == null) {
            throw ToolException.failed(
                    "there is no compression '" + name + "'; use one of " + String.join(", ", NAMES.keySet()));
        }
        return choice;
    }
}
