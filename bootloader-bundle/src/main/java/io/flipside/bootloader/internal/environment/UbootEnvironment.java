// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Implements a boot environment in U-Boot's format, with one or two copies. With two copies a write replaces the older
 * one, so that a cut at any byte leaves the former state or the new one. With one copy a cut within the write loses all
 * variables: that is U-Boot's format, not ours to change.
 */
public final class UbootEnvironment implements BootEnvironment {
    private final Layout layout;
    private final EnvironmentLock lock;

    /** Says where the one or two copies, of the same size, are; asked anew every time. */
    @FunctionalInterface
    public interface Layout {
        /** The copies. */
        List<EnvironmentCopy> copies() throws IOException;
    }

    /**
     * Uses the copies of a layout.
     *
     * @param lock keeps other writers away
     */
    public UbootEnvironment(Layout layout, EnvironmentLock lock) {
        this.layout = layout;
        this.lock = lock;
    }

    @Override
    public synchronized SortedMap<String, String> read() throws IOException {
        List<EnvironmentCopy> copies = layout.copies();
        Optional<Current> current = current(copies);
        if (current.isPresent()) {
            return current.get().block.variables();
        }
        // Another writer may have been in the midst of replacing the only copy.
        Closeable held = lock.hold();
        try {
            return currentOrRefuse(copies).block.variables();
        } finally {
            held.close();
        }
    }

    @Override
    public synchronized void write(Map<String, String> changes) throws IOException {
        changes.forEach(UbootEnvironment::check);
        List<EnvironmentCopy> copies = layout.copies();
        Closeable held = lock.hold();
        try {
            replace(copies, currentOrRefuse(copies), changes);
        } finally {
            held.close();
        }
    }

    private static void replace(List<EnvironmentCopy> copies, Current current, Map<String, String> changes)
            throws IOException {
        if (current.block.variables().entrySet().containsAll(changes.entrySet())) {
            current.copy.force();
            return;
        }
        EnvironmentCopy target = current.copy.equals(copies.get(0)) ? copies.get(copies.size() - 1) : copies.get(0);
        target.write(current.block.with(changes).bytes(target.size(), redundant(copies)));
    }

    private static Optional<Current> current(List<EnvironmentCopy> copies) throws IOException {
        Optional<Current> newest = Optional.empty();
        for (EnvironmentCopy copy : copies) {
            Optional<EnvironmentBlock> block = EnvironmentBlock.parse(copy.read(), redundant(copies));
            if (block.isPresent()
                    && newest.map(n -> block.get().newerThan(n.block)).orElse(true)) {
                newest = Optional.of(new Current(copy, block.get()));
            }
        }
        return newest;
    }

    private static Current currentOrRefuse(List<EnvironmentCopy> copies) throws IOException {
        return current(copies)
                .orElseThrow(() -> new IOException("no valid bootloader environment in " + copies
                        + ": the checksum of every copy is wrong. Let the bootloader save its environment (saveenv),"
                        + " or check the offsets and sizes in the configuration"));
    }

    private static boolean redundant(List<EnvironmentCopy> copies) {
        return copies.size() == 2;
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a variable: '" + name + "' = '" + value + "'");
        }
    }

    private record Current(EnvironmentCopy copy, EnvironmentBlock block) {}
}
