// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints the progress of all devices: lines that change in place on a terminal, a line for each event elsewhere. */
final class FleetProgressDisplay {
    private final PrintStream out;
    private final boolean terminal;
    private final List<DeviceProgressLine> views = new ArrayList<>();
    private final Map<DeviceProgressLine, String> shown = new HashMap<>();
    private boolean drawn;

    FleetProgressDisplay(PrintStream out, boolean terminal, VirtualFleet fleet) {
        this.out = out;
        this.terminal = terminal;
        for (int i = 0; i < fleet.devices().size(); i++) {
            views.add(
                    new DeviceProgressLine("device-" + (i + 1), fleet.devices().get(i)));
        }
    }

    void refresh() throws IOException {
        for (DeviceProgressLine view : views) {
            view.look();
        }
        if (terminal) {
            draw();
        } else {
            views.forEach(this::print);
        }
    }

    private void draw() {
        StringBuilder screen = new StringBuilder(drawn ? "\u001b[" + views.size() + "A" : "");
        views.forEach(view -> screen.append("\r\u001b[K").append(view.line()).append('\n'));
        out.print(screen);
        out.flush();
        drawn = true;
    }

    private void print(DeviceProgressLine view) {
        if (!view.milestone().equals(shown.put(view, view.milestone()))) {
            out.println("  " + view.name() + ": " + view.milestone());
        }
    }
}
