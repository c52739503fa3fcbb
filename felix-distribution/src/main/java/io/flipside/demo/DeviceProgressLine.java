// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.console.control.ControlClient;
import io.flipside.device.console.control.ControlRequest;
import io.flipside.device.console.control.Terminal;
import io.flipside.virtual.VirtualDevice;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats the progress of one virtual device as a line, after asking its agent over the control channel. */
final class DeviceProgressLine {
    private static final int BAR = 28;
    private static final double MIB = 1 << 20;

    private final String name;
    private final VirtualDevice device;
    private String text = "starting";
    private String phase = "";
    private long done;
    private long total;
    private long at;
    private double speed;

    DeviceProgressLine(String name, VirtualDevice device) {
        this.name = name;
        this.device = device;
    }

    /** Asks once; while the device reboots, nobody answers. */
    void look() throws IOException {
        Optional<JsonObject> status = ask();
        if (status.isEmpty()) {
            phase = "rebooting";
            text = phase;
            return;
        }
        JsonObject update = status.get().object("update").orElseThrow();
        String artifact = status.get()
                .object("provides")
                .orElseThrow()
                .string("artifact_name")
                .orElse("?");
        phase = update.string("phase").orElse("").replace('_', ' ');
        measure(
                update.integer("bytes_done").orElse(0),
                update.integer("bytes_total").orElse(-1));
        text = phase.equals("idle") ? "running " + artifact : phase;
    }

    private void measure(long nowDone, long nowTotal) {
        long now = System.nanoTime();
        if (nowDone > done && at > 0) {
            double current = (nowDone - done) * 1e9 / (now - at);
            speed = speed == 0 ? current : 0.7 * speed + 0.3 * current;
        }
        done = nowDone;
        total = nowTotal;
        at = now;
    }

    private Optional<JsonObject> ask() throws IOException {
        Optional<SocketChannel> channel = ControlClient.connect(device.files().socket());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        Answer answer = new Answer();
        try {
            int code = ControlClient.call(
                    channel.get(), new ControlRequest(Path.of("/"), false, List.of("status", "--json")), answer);
            return code == 0 ? Optional.of(Json.parse(answer.line).asObject()) : Optional.empty();
        } catch (IOException endedMeanwhile) {
            return Optional.empty();
        }
    }

    /** What changes only when something happens: for output that is not a terminal. */
    String milestone() {
        return downloading() ? text + " " + percent() / 25 * 25 + " %" : text;
    }

    String name() {
        return name;
    }

    /** A line with a bar. */
    String line() {
        if (!downloading()) {
            return String.format("  %-10s %s", name, text);
        }
        int full = (int) (BAR * done / total);
        return String.format(
                Locale.ROOT,
                "  %-10s %-12s [%s%s] %3d %%  %.1f of %.1f MiB  %.1f MiB/s",
                name,
                text,
                "#".repeat(full),
                "-".repeat(BAR - full),
                percent(),
                done / MIB,
                total / MIB,
                speed / MIB);
    }

    private boolean downloading() {
        return phase.equals("download") && total > 0;
    }

    private long percent() {
        return done * 100 / total;
    }

    /** Keeps the one line of an answer. */
    private static final class Answer implements Terminal {
        private String line = "";

        @Override
        public void line(String written) {
            line = written;
        }

        @Override
        public void error(String written) {}

        @Override
        public void progress(String written) {}

        @Override
        public boolean interactive() {
            return false;
        }
    }
}
