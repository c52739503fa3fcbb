// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import static io.flipside.artifact.testing.TestBytes.content;
import static io.flipside.artifact.testing.TestBytes.join;
import static io.flipside.artifact.testing.TestBytes.noise;
import static io.flipside.artifact.testing.TestBytes.sparse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.flipside.artifact.internal.codec.unit.BufferPool;
import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.CompressedUnit;
import io.flipside.artifact.internal.codec.unit.CompressedUnitReader;
import io.flipside.artifact.internal.codec.unit.ParallelCompressionOutput;
import io.flipside.artifact.internal.codec.unit.ParallelDecompressionInput;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.codec.unit.UnitPosition;
import io.flipside.artifact.internal.codec.xz.XzUnitReader;
import io.flipside.artifact.internal.codec.zstd.ZstdUnitReader;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.testing.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** zstd frames and xz blocks, ours and others', with one thread and several. */
final class UnitsTest {
    private static final int FOOTER = 12;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"zst", "xz"})
    void whatWeWriteExpandsToTheSameBytesWhateverTheThreads(String kind) throws IOException {
        byte[] content = content(5_000_000);
        requireContent(kind, compressed(kind, content, 4 << 20), content);
        requireContent(kind, compressed(kind, content, 70_001), content);
        byte[] noise = noise(5 << 20, 2);
        requireContent(kind, compressed(kind, noise, 4 << 20), noise);
        requireContent(kind, compressed(kind, new byte[0], 1), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zstd -19",
                "zstd -T0 --long",
                "zstd --long=26 --no-check",
                "zstd -1 --no-content-size",
                "zstd -B100000",
                "zstd --ultra -22",
                "xz -0",
                "xz -T2 --block-size=100000",
                "xz -9e --check=none",
                "xz --check=crc32 --block-size=65536",
                "xz -T2 --check=sha256 --block-size=1000000",
                "xz --x86 --lzma2=preset=1",
                "xz --delta=dist=4 --arm --powerpc=start=4096 --lzma2=dict=64MiB",
                "xz -T2 --block-size=300000 --armthumb --sparc --ia64 --lzma2=preset=0"
            })
    void whatTheRealToolsWriteIsRead(String command) throws IOException {
        byte[] content = content(3_000_000);
        requireContent(kind(command), real(command, content), content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "xz"})
    void streamsOneBehindTheOtherAreRead(String command) throws IOException {
        byte[] content = content(100_000);
        byte[] mine = compressed(kind(command), content, 40_000);
        byte[] filler = command.equals("xz") ? new byte[8] : new byte[] {0x5e, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7};
        byte[] compressed = join(mine, filler, real(command, content), filler, mine, filler);
        requireContent(kind(command), compressed, join(content, content, content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zstd",
                "zstd --no-content-size",
                "xz --block-size=20000 --lzma2=preset=0,dict=4KiB",
                "xz -T2 --check=crc32 --block-size=20000 --lzma2=preset=0,dict=4KiB",
                "xz -T2 --check=sha256 --block-size=20000 --lzma2=preset=0,dict=4KiB"
            })
    void whateverIsCutOrFlippedIsRefused(String command) throws IOException {
        byte[] content = sparse(50_000);
        byte[] compressed = real(command, content);
        for (int length = 1; length < compressed.length; length++) {
            requireRefusal(kind(command), Arrays.copyOf(compressed, length));
        }
        for (int at = 0; at < compressed.length; at++) {
            byte[] damaged = compressed.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            // A larger window, or flags that nobody reads, change nothing in zstd: then the content must be right.
            requireRefusalOrContent(
                    kind(command), damaged, command.startsWith("xz") ? Optional.empty() : Optional.of(content));
        }
        requireRefusal(kind(command), join(compressed, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    }

    @Test
    void zstdFramesOfAnotherSizeThanTheySayAreRefused() throws IOException {
        byte[] compressed = Zstd.compress(content(3_000)); // without checksum, so that only the size tells
        assertThat(compressed[4] & 0xc4)
                .as("a content size of two bytes, no checksum")
                .isEqualTo(0x40);
        for (int more : new int[] {1, -1, 200, -200}) {
            byte[] wrong = compressed.clone();
            int size = 50_000 - 256 + more;
            wrong[5] = (byte) size;
            wrong[6] = (byte) (size >>> 8);
            requireRefusal("zst", wrong);
        }
    }

    /** The library does not mind when it streams. */
    @Test
    void zstdFramesThatSayMoreThanTheyHoldBeforeAnEmptyLastBlockAreRefused() throws IOException {
        byte[] content = content(20_000);
        requireContent("zst", zstdFrame(7 << 3, 20_000, content, new byte[0]), content);
        requireRefusal("zst", zstdFrame(7 << 3, 20_001, content, new byte[0]));
        requireRefusal("zst", zstdFrame(7 << 3, 4 << 20, new byte[0]));
        requireRefusal("zst", zstdFrame(7 << 3, 1, new byte[0]));
    }

    /** The library does not mind when it decompresses the frame as a whole. */
    @Test
    void zstdBlocksLargerThanTheWindowAreRefused() throws IOException {
        byte[] content = content(40_000);
        requireContent("zst", zstdFrame(6 << 3, 40_000, content), content); // 64 KiB
        requireRefusal("zst", zstdFrame(5 << 3, 40_000, content));
        // 4 KiB, but compressed blocks that decompress to 100,000 bytes: nothing of it shows in the blocks' headers.
        byte[] zeros = new byte[100_000];
        byte[] compressed = Zstd.compress(zeros);
        assertThat(compressed[4])
                .as("one segment, a content size of four bytes")
                .isEqualTo((byte) 0xa0);
        byte[] narrow = join(Arrays.copyOf(compressed, 4), new byte[] {(byte) 0x80, 2 << 3});
        requireRefusal("zst", join(narrow, Arrays.copyOfRange(compressed, 5, compressed.length)));
    }

    /** A frame of blocks that are not compressed. */
    private static byte[] zstdFrame(int window, int size, byte[]... blocks) {
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0x80, (byte) window, 0, 0, 0, 0};
        for (int i = 0; i < 4; i++) {
            frame[6 + i] = (byte) (size >>> (8 * i));
        }
        for (int i = 0; i < blocks.length; i++) {
            int header = blocks[i].length << 3 | (i == blocks.length - 1 ? 1 : 0);
            byte[] head = {(byte) header, (byte) (header >>> 8), (byte) (header >>> 16)};
            frame = join(frame, head, blocks[i]);
        }
        return frame;
    }

    @Test
    void zstdWindowsOfMoreThan64MibAreRefused() throws IOException {
        byte[] content = content(1_000);
        byte[] compressed = real("zstd --no-content-size --no-check", content);
        byte[] wide = compressed.clone();
        wide[5] = (byte) (16 << 3);
        requireContent("zst", wide, content);
        wide[5]++;
        requireRefusal("zst", wide);
    }

    @Test
    void xzBlocksOfAnotherSizeThanTheirHeadersSayAreRefused() throws IOException {
        byte[] compressed = compressed("xz", sparse(50_000), 4 << 20);
        int header = 12;
        for (int at : new int[] {header + 2, header + 4}) { // the low bits of both, the first being two octets long
            for (int more : new int[] {1, -1, 4, -4}) {
                byte[] wrong = compressed.clone();
                wrong[at] += (byte) more;
                checksum(wrong, header, (wrong[header] + 1) * 4 - 4);
                requireRefusal("xz", wrong);
            }
        }
    }

    @Test
    void xzIndexesThatListOtherBlocksAreRefused() throws IOException {
        byte[] compressed = compressed("xz", sparse(60_000), 20_000);
        int length = (compressed[compressed.length - 8] & 0xff) * 4;
        int index = compressed.length - FOOTER - 4 - length;
        assertThat(compressed[index]).isZero();
        for (int at = index + 1; at < index + 4; at++) {
            byte[] wrong = compressed.clone();
            wrong[at] ^= 1;
            checksum(wrong, index, length);
            requireRefusal("xz", wrong);
        }
    }

    @Test
    void afterAJumpOnlyTheLastRecordsOfTheIndexCount() throws IOException {
        byte[] content = sparse(100_000);
        byte[] compressed = compressed("xz", content, 20_000);
        List<Integer> starts = blocks(compressed, 5);
        for (int from = 1; from < 5; from++) {
            byte[] rest = join(
                    Arrays.copyOf(compressed, 12), Arrays.copyOfRange(compressed, starts.get(from), compressed.length));
            byte[] expected = Arrays.copyOfRange(content, from * 20_000, content.length);
            requireRefusal("xz", rest);
            assertThat(afterJump(rest)).isEqualTo(expected);
            byte[] wrong = rest.clone();
            wrong[wrong.length - FOOTER - 4 - 5] ^= 1;
            assertThatThrownBy(() -> afterJump(wrong)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void afterAJumpOutOfAZstdFrameTheNextOneIsReadFromItsStart() throws IOException {
        byte[] content = content(1_000_000);
        byte[] frame = real("zstd --no-content-size", content);
        InputStream[] source = {new ByteArrayInputStream(frame)};
        CompressedInputBuffer compressed = new CompressedInputBuffer(new AbstractInputStream() {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return source[0].read(target, offset, length);
            }
        });
        try (WorkerThreads workers = new WorkerThreads(1);
                ZstdUnitReader units = new ZstdUnitReader(compressed, workers, new BufferPool())) {
            assertThat(streamed(units).readNBytes(1_000)).isEqualTo(Arrays.copyOf(content, 1_000));
            compressed.advance(compressed.available());
            source[0] = new ByteArrayInputStream(frame);
            assertThat(streamed(units).readAllBytes()).isEqualTo(content);
            assertThat(units.next()).isEmpty();
        }
    }

    private static InputStream streamed(CompressedUnitReader units) throws IOException {
        return ((CompressedUnit.Streamed) units.next().orElseThrow()).content();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zst 1", "zst 3", "xz 1", "xz 3"})
    void readingGoesOnAtPlacesThatWerePassed(String kindAndThreads) throws IOException {
        String kind = kindAndThreads.split(" ")[0];
        int threads = Integer.parseInt(kindAndThreads.split(" ")[1]);
        byte[] content = content(6 << 20);
        byte[] compressed = compressed(kind, content, 1 << 20);
        for (int passed = 3; passed < 6; passed++) {
            UnitPosition place;
            try (WorkerThreads workers = new WorkerThreads(threads);
                    ParallelDecompressionInput input = opened(kind, compressed, workers)) {
                input.skipNBytes((passed << 20) + 5);
                place = input.last(0, input.position()).orElseThrow();
            }
            assertThat(place.decompressed()).isEqualTo(passed << 20);
            try (WorkerThreads workers = new WorkerThreads(threads);
                    ParallelDecompressionInput input = opened(kind, compressed, workers)) {
                assertThat(input.read()).isEqualTo(content[0] & 0xff);
                if (input.jump(place)) {
                    byte[] rest = Arrays.copyOfRange(content, passed << 20, content.length);
                    assertThat(Arrays.equals(input.readAllBytes(), rest)).isTrue();
                } else {
                    assertThat(passed).as("units read ahead").isLessThanOrEqualTo(threads + 1);
                }
            }
        }
    }

    private static byte[] afterJump(byte[] compressed) throws IOException {
        BufferPool buffers = new BufferPool();
        try (WorkerThreads workers = new WorkerThreads(2)) {
            CompressedInputBuffer in = new CompressedInputBuffer(new ByteArrayInputStream(compressed));
            XzUnitReader units = new XzUnitReader(in, workers, buffers);
            units.startStream();
            units.jumped();
            return new ParallelDecompressionInput(in, units, workers, buffers).readAllBytes();
        }
    }

    private static List<Integer> blocks(byte[] compressed, int number) {
        List<Integer> starts = new ArrayList<>();
        int at = 12;
        for (int i = 0; i < number; i++) {
            starts.add(at);
            int size = compressed[at + 2] & 0x7f | (compressed[at + 2] < 0 ? compressed[at + 3] << 7 : 0);
            at += (compressed[at] + 1) * 4 + (size + 3 & ~3) + 4;
        }
        return starts;
    }

    private static void checksum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        for (int i = 0; i < 4; i++) {
            bytes[offset + length + i] = (byte) (crc.getValue() >>> (8 * i));
        }
    }

    private static void requireContent(String kind, byte[] compressed, byte[] content) throws IOException {
        for (int threads : new int[] {1, 3}) {
            assertThat(Arrays.equals(decompressed(kind, compressed, threads), content))
                    .as("%s with %s threads", kind, threads)
                    .isTrue();
        }
    }

    private static void requireRefusal(String kind, byte[] compressed) throws IOException {
        requireRefusalOrContent(kind, compressed, Optional.empty());
    }

    private static void requireRefusalOrContent(String kind, byte[] compressed, Optional<byte[]> content)
            throws IOException {
        for (int threads : new int[] {1, 2}) {
            byte[] found;
            try {
                found = decompressed(kind, compressed, threads);
            } catch (MalformedException refused) {
                continue;
            }
            assertThat(content).as("%s, not refused", kind).isPresent();
            assertThat(found).isEqualTo(content.get());
        }
    }

    private static byte[] decompressed(String kind, byte[] compressed, int threads) throws IOException {
        try (WorkerThreads workers = new WorkerThreads(threads);
                InputStream decompressed = opened(kind, compressed, workers)) {
            return decompressed.readAllBytes();
        }
    }

    private static ParallelDecompressionInput opened(String kind, byte[] compressed, WorkerThreads workers) {
        InputStream in = new ByteArrayInputStream(compressed);
        return (ParallelDecompressionInput) (kind.equals("xz") ? Decoders.xz(in, workers) : Decoders.zstd(in, workers));
    }

    private static byte[] compressed(String kind, byte[] content, int unit) throws IOException {
        UnitEncoder encoder = kind.equals("xz") ? Encoders.xz(1) : Encoders.zstd(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WorkerThreads workers = new WorkerThreads(1)) {
            ParallelCompressionOutput units = new ParallelCompressionOutput(encoder, workers, out);
            for (int at = 0; at < content.length; at += unit) {
                units.write(Arrays.copyOfRange(content, at, Math.min(content.length, at + unit)));
                units.cut();
            }
            units.finish();
        }
        return out.toByteArray();
    }

    private byte[] real(String command, byte[] content) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        Program program = words.remove(0).equals("xz") ? Program.XZ : Program.ZSTD;
        Path file = Files.write(directory.resolve("content"), content);
        words.addAll(List.of("-k", "-f", "-q", file.toString()));
        program.run(directory, words.toArray(String[]::new));
        return Files.readAllBytes(directory.resolve("content." + kind(command)));
    }

    private static String kind(String command) {
        return command.startsWith("xz") ? "xz" : "zst";
    }
}
