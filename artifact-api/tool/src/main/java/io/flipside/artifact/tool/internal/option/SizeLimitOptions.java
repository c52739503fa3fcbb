// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.ToolException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Declares the options that limit the size of a new artifact: one refuses what is larger, one only warns. */
public final class SizeLimitOptions {
    private static final String MOST = "--max-artifact-size";
    private static final String WARNING = "--warn-artifact-size";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,18})?)([A-Za-z]{0,2})");
    /** Powers of ten of the units, which are those of mender-artifact. */
    private static final Map<String, Integer> UNITS = Map.of("", 0, "B", 0, "KB", 3, "MB", 6, "GB", 9, "TB", 12);

    @Option(
            names = MOST,
            paramLabel = "SIZE",
            description = "Write no artifact that is larger, for example 500MB. Units: B, KB, MB, GB, TB, in steps of"
                    + " 1000.")
    Optional<String> most = Optional.empty();

    @Option(
            names = WARNING,
            paramLabel = "SIZE",
            description = "Warn of an artifact that is larger, for example 500MB.")
    Optional<String> warning = Optional.empty();

    /** The largest size that is allowed, in bytes. */
    public OptionalLong most() throws ToolException {
        return bytes(MOST, most);
    }

    /** The largest size that is no reason for a warning, in bytes. */
    public OptionalLong warning() throws ToolException {
        return bytes(WARNING, warning);
    }

    private static OptionalLong bytes(String option, Optional<String> given) throws ToolException {
        var text = EmptyOptionFilter.text(given);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        var size = SIZE.matcher(text.get());
        var power = size.matches() ? UNITS.get(size.group(2).toUpperCase(Locale.ROOT)) : null;
        if (power == null) {
            throw ToolException.failed(option + ": '" + text.get() + "' is no size; write a number and one of the units"
                    + " B, KB, MB, GB, TB, for example 500MB");
        }
        var bytes = new BigDecimal(size.group(1)).scaleByPowerOfTen(power);
        return OptionalLong.of(bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }
}
