// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowBatchesTest {
    private final List<Integer> reads = new ArrayList<>();

    private <K> List<K> read(List<K> keys) {
        reads.add(keys.size());
        return keys;
    }

    @Test
    void largeRowsAreReadOneByOne() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("small", 100L);
        sizes.put("large", 1L << 20);
        sizes.put("larger", 1L << 21);
        sizes.put("last", 1L);
        assertThat(RowBatches.sized(sizes, this::read)).containsExactly("small", "large", "larger", "last");
        assertThat(reads).containsExactly(1, 1, 1, 1);
    }

    @Test
    void smallRowsAreReadSomeAtATime() {
        List<Integer> keys = IntStream.range(0, 45).boxed().toList();
        assertThat(RowBatches.of(keys, this::read)).containsExactlyElementsOf(keys);
        assertThat(reads).containsExactly(20, 20, 5);
    }

    @Test
    void nothingIsReadBeforeItIsWanted() {
        RowBatches.of(IntStream.range(0, 45).boxed().toList(), this::read)
                .iterator()
                .next();
        assertThat(reads).containsExactly(20);
    }

    @Test
    void noRowsAreRead() {
        assertThat(RowBatches.of(Collections.<String>emptyList(), this::read)).isEmpty();
        assertThat(reads).isEmpty();
    }
}
