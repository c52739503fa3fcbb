// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.console.control.Terminal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was said. */
final class RecordedTerminal implements Terminal {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> progressLines = new CopyOnWriteArrayList<>();

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void error(String text) {
        errors.add(text);
    }

    @Override
    public void progress(String text) {
        progressLines.add(text);
    }

    @Override
    public boolean interactive() {
        return false;
    }

    List<String> lines() {
        return lines;
    }

    List<String> errors() {
        return errors;
    }

    List<String> progressLines() {
        return progressLines;
    }
}
