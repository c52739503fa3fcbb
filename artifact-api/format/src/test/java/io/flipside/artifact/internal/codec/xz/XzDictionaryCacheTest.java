// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.internal.codec.Decoders;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class XzDictionaryCacheTest {
    private final XzDictionaryCache cache = new XzDictionaryCache();

    @Test
    void lendsTheSameDictionaryToOneBlockAfterTheOther() {
        byte[] dictionary = cache.getByteArray(1 << 20, false);
        cache.putArray(dictionary);
        assertThat(cache.getByteArray(1 << 19, false)).isSameAs(dictionary);
    }

    @Test
    void neverLendsItTwiceNorForSmallBuffers() {
        byte[] dictionary = cache.getByteArray(1 << 20, false);
        cache.putArray(dictionary);
        assertThat(cache.getByteArray(1 << 16, false)).isNotSameAs(dictionary);
        assertThat(cache.getByteArray(1 << 20, false)).isSameAs(dictionary);
        assertThat(cache.getByteArray(1 << 20, false)).isNotSameAs(dictionary);
    }

    @Test
    void blocksWithDictionariesOfAllSizesExpandToWhatTheyWere() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(0);
        Random random = new Random(1);
        try (XZOutputStream out = new XZOutputStream(compressed, options)) {
            for (int kib : new int[] {512, 96, 4, 256, 128, 512}) {
                options.setDictSize(kib << 10);
                out.updateFilters(options);
                byte[] bytes = new byte[100_000];
                random.nextBytes(bytes);
                for (int i = 0; i < 2; i++) {
                    out.write(bytes);
                    content.writeBytes(bytes);
                }
                out.endBlock();
            }
        }
        assertThat(Decoders.xz(new ByteArrayInputStream(compressed.toByteArray()), new WorkerThreads(1))
                        .readAllBytes())
                .isEqualTo(content.toByteArray());
    }
}
