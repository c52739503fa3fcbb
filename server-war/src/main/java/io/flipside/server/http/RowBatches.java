// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds the rows of a list that is answered, as keys. A few rows at a time are read while the answer is written, so that
 * what devices have reported does not add up in memory. What was deleted meanwhile is left out.
 */
public final class RowBatches<K, R> extends AbstractCollection<R> {
    private static final int MOST_ROWS = 20;
    private static final long MOST_CHARACTERS = 1 << 18;

    private final List<List<K>> batches = new ArrayList<>();
    private final Function<List<K>, List<R>> reader;
    private final int size;

    private RowBatches(Map<K, Long> sizes, Function<List<K>, List<R>> reader) {
        this.reader = reader;
        this.size = sizes.size();
        long characters = Long.MAX_VALUE;
        for (Map.Entry<K, Long> row : sizes.entrySet()) {
            boolean full = characters > MOST_CHARACTERS - row.getValue()
                    || batches.get(batches.size() - 1).size() == MOST_ROWS;
            if (full) {
                batches.add(new ArrayList<>());
                characters = 0;
            }
            batches.get(batches.size() - 1).add(row.getKey());
            characters += row.getValue();
        }
    }

    /** Rows that are small, or bounded each. */
    public static <K, R> RowBatches<K, R> of(Collection<K> keys, Function<List<K>, List<R>> reader) {
        Map<K, Long> sizes = new LinkedHashMap<>();
        keys.forEach(key -> sizes.put(key, 0L));
        return new RowBatches<>(sizes, reader);
    }

    /** Rows of these many characters each. */
    public static <K, R> RowBatches<K, R> sized(Map<K, Long> sizes, Function<List<K>, List<R>> reader) {
        return new RowBatches<>(sizes, reader);
    }

    @Override
    public Iterator<R> iterator() {
        return batches.stream().map(reader).flatMap(List::stream).iterator();
    }

    @Override
    public int size() {
        return size;
    }
}
