// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.device.update.LogEntry;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Formats an update's log as the JSON that the server accepts, cut to the last lines if it is too long. */
final class DeploymentLogJson {
    private static final int LONGEST_MESSAGE = 4 * 1024;
    private static final int LONGEST_LOG = 256 * 1024;

    private DeploymentLogJson() {}

    static JsonObject messages(List<LogEntry> entries) {
        Deque<JsonValue> messages = new ArrayDeque<>();
        int size = 0;
        for (int i = entries.size() - 1; i >= 0 && size < LONGEST_LOG; i--) {
            String text = shortened(entries.get(i).message());
            size += text.length() + 80;
            messages.addFirst(message(entries.get(i), text));
        }
        return JsonObject.builder()
                .put("messages", new JsonArray(List.copyOf(messages)))
                .build();
    }

    private static JsonObject message(LogEntry entry, String text) {
        return JsonObject.builder()
                .put("level", entry.level())
                .put("message", text)
                .put("timestamp", entry.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_MESSAGE) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_MESSAGE - 1));
        return text.substring(0, splits ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "...";
    }
}
