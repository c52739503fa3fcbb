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
 * U-Boot's environment. With two copies a write replaces the older one, so that a cut at any byte leaves the former
 * state or the new one. With one copy a cut within the write loses all variables: that is U-Boot's format, not ours to
 * change.
 */
public final class UbootEnvironment implements BootEnvironment {
    private final List<Copy> copies;
    private final EnvironmentLock lock;

    /**
     * Uses one or two copies of the same size.
     *
     * @param lock keeps other writers away
     */
    public UbootEnvironment(List<Copy> copies, EnvironmentLock lock) {
        this.copies = List.copyOf(copies);
        this.lock = lock;
    }

    @Override
    public synchronized SortedMap<String, String> read() throws IOException {
        Optional<Current> current = current();
        if (current.isPresent()) {
            return current.get().block.variables();
        }
        // Another writer may have been in the midst of replacing the only copy.
        Closeable held = lock.hold();
        try {
            return orRefuse(current()).block.variables();
        } finally {
            held.close();
        }
    }

    @Override
    public synchronized void write(Map<String, String> changes) throws IOException {
        changes.forEach(UbootEnvironment::check);
        Closeable held = lock.hold();
        try {
            replace(orRefuse(current()), changes);
        } finally {
            held.close();
        }
    }

    private void replace(Current current, Map<String, String> changes) throws IOException {
        if (current.block.variables().entrySet().containsAll(changes.entrySet())) {
            current.copy.force();
            return;
        }
        Copy target = otherThan(current.copy);
        target.write(current.block.with(changes).bytes(target.size(), redundant()));
    }

    private Optional<Current> current() throws IOException {
        Optional<Current> newest = Optional.empty();
        for (Copy copy : copies) {
            Optional<Block> block = Block.parse(copy.read(), redundant());
            if (block.isPresent()
                    && newest.map(n -> block.get().newerThan(n.block)).orElse(true)) {
                newest = Optional.of(new Current(copy, block.get()));
            }
        }
        return newest;
    }

    private Current orRefuse(Optional<Current> current) throws IOException {
        return current.orElseThrow(() -> new IOException("no valid bootloader environment in " + copies
                + ": the checksum of every copy is wrong. Let the bootloader save its environment (saveenv),"
                + " or check the offsets and sizes in the configuration"));
    }

    private Copy otherThan(Copy copy) {
        return copies.get(0).equals(copy) ? copies.get(copies.size() - 1) : copies.get(0);
    }

    private boolean redundant() {
        return copies.size() == 2;
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a variable: '" + name + "' = '" + value + "'");
        }
    }

    private record Current(Copy copy, Block block) {}
}
