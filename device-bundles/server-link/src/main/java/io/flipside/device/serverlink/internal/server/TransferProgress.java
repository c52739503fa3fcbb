// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.artifact.json.JsonObject;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Holds the progress and the speed of a download, and formats them as text.
 *
 * @param done bytes so far
 * @param total bytes in all, if known
 * @param rate bytes per second, if known
 */
public record TransferProgress(long done, OptionalLong total, OptionalLong rate) {
    private static final double MIB = 1024 * 1024;

    /** Returns the text for people, like "35 % of 128.0 MiB, 12.5 MiB/s". */
    public String text() {
        return amount() + (rate.isPresent() ? String.format(Locale.ROOT, ", %.1f MiB/s", rate.getAsLong() / MIB) : "");
    }

    private String amount() {
        if (total.isEmpty()) {
            return String.format(Locale.ROOT, "%.1f MiB", done / MIB);
        }
        long percent = Math.min(100, 100 * done / total.getAsLong());
        return String.format(Locale.ROOT, "%d %% of %.1f MiB", percent, total.getAsLong() / MIB);
    }

    JsonObject json() {
        JsonObject.Builder object = JsonObject.builder().put("done", done);
        total.ifPresent(bytes -> object.put("total", bytes));
        rate.ifPresent(bytes -> object.put("rate", bytes));
        return object.build();
    }
}
