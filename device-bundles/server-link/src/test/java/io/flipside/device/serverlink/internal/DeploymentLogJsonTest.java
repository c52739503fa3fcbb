// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.JsonValue;
import io.flipside.device.update.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeploymentLogJsonTest {
    @Test
    void ofALongLogItIsTheEnd() throws Exception {
        List<LogEntry> entries = IntStream.range(0, 1000)
                .mapToObj(i -> new LogEntry(Instant.EPOCH, "info", i + " " + "x".repeat(2000)))
                .toList();

        List<JsonValue> messages = DeploymentLogJson.messages(entries)
                .array("messages")
                .orElseThrow()
                .values();

        assertThat(DeploymentLogJson.messages(entries).toString()).hasSizeLessThan(300_000);
        assertThat(messages.get(messages.size() - 1)
                        .asObject()
                        .string("message")
                        .orElseThrow())
                .startsWith("999 ");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() throws Exception {
        String text = "x".repeat(4095) + "😀".repeat(10);
        List<LogEntry> entries = List.of(new LogEntry(Instant.EPOCH, "info", text));

        JsonValue message = DeploymentLogJson.messages(entries)
                .array("messages")
                .orElseThrow()
                .values()
                .get(0);

        assertThat(message.asObject().string("message")).hasValue("x".repeat(4095) + "...");
    }
}
