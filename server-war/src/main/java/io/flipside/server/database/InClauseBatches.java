// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Splits long lists into batches that fit into the IN clause of any database. */
public final class InClauseBatches {
    private static final int SIZE = 500;

    private InClauseBatches() {}

    public static <T> List<List<T>> of(Collection<T> all) {
        List<T> list = new ArrayList<>(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += SIZE) {
            chunks.add(list.subList(from, Math.min(from + SIZE, list.size())));
        }
        return chunks;
    }
}
