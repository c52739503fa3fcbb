// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.flipside.device.support.text.LogSanitizer;
import io.flipside.device.update.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the log of one update to a persistent file that keeps the last 1000 lines. Thread-safe. */
public final class UpdateLog {
    private static final Logger LOG = System.getLogger("io.flipside.update");
    private static final int MAX_LINES = 1000;
    private static final int MAX_LENGTH = 500;
    /** No file of ours is longer: twice as many lines as are kept, in four bytes a character at worst. */
    private static final long MAX_BYTES = 2L * MAX_LINES * 4 * (MAX_LENGTH + 64);

    private final Path file;
    private final Deque<LogEntry> lines = new ArrayDeque<>();
    private int linesInFile;

    /** Goes on with the log in {@code file}, if there is one. */
    public UpdateLog(Path file) {
        this.file = file;
        load();
    }

    /** Starts the log of another update. */
    public synchronized void clear() {
        lines.clear();
        rewrite();
    }

    public void info(String message) {
        add(Level.INFO, message);
    }

    public void warning(String message) {
        add(Level.WARNING, message);
    }

    public void error(String message) {
        add(Level.ERROR, message);
    }

    private void add(Level level, String message) {
        String line = LogSanitizer.oneLine(message);
        LOG.log(level, line);
        String kept = line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
        append(new LogEntry(
                Instant.now().truncatedTo(ChronoUnit.MILLIS), level.name().toLowerCase(Locale.ROOT), kept));
    }

    /** The lines, oldest first. */
    public synchronized List<LogEntry> lines() {
        return List.copyOf(lines);
    }

    private synchronized void append(LogEntry entry) {
        keep(entry);
        if (linesInFile >= 2 * MAX_LINES) {
            rewrite();
            return;
        }
        try {
            Files.writeString(file, format(entry), StandardCharsets.UTF_8, CREATE, APPEND);
            linesInFile++;
        } catch (IOException e) {
            // An update must not fail because its log can't be kept.
            LOG.log(Level.WARNING, "the update log " + file + " can't be written: " + e.getMessage());
        }
    }

    private void keep(LogEntry entry) {
        lines.add(entry);
        if (lines.size() > MAX_LINES) {
            lines.remove();
        }
    }

    private void rewrite() {
        StringBuilder text = new StringBuilder();
        lines.forEach(entry -> text.append(format(entry)));
        try {
            Files.writeString(file, text);
            linesInFile = lines.size();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the update log " + file + " can't be written: " + e.getMessage());
        }
    }

    private static String format(LogEntry entry) {
        return entry.time() + " " + entry.level() + " " + entry.message() + "\n";
    }

    private void load() {
        try {
            Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling(""));
            if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
                return;
            }
            try (Stream<String> text = Files.lines(file)) {
                text.forEach(line -> {
                    parse(line).ifPresent(this::keep);
                    linesInFile++;
                });
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "the update log " + file + " can't be read: " + e.getMessage());
        }
    }

    /** A line that was cut off by a power cut is dropped. */
    private static Optional<LogEntry> parse(String line) {
        String[] parts = line.split(" ", 3);
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new LogEntry(Instant.parse(parts[0]), parts[1], parts[2]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
