// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.Workers;
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
import java.util.Random;
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
        requireContent(kind, packed(kind, content, 4 << 20), content);
        requireContent(kind, packed(kind, content, 70_001), content);
        byte[] noise = new byte[5 << 20];
        new Random(2).nextBytes(noise);
        requireContent(kind, packed(kind, noise, 4 << 20), noise);
        requireContent(kind, packed(kind, new byte[0], 1), new byte[0]);
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
        byte[] mine = packed(kind(command), content, 40_000);
        byte[] filler = command.equals("xz") ? new byte[8] : new byte[] {0x5e, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7};
        byte[] packed = join(mine, filler, real(command, content), filler, mine, filler);
        requireContent(kind(command), packed, join(content, content, content));
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
        byte[] packed = real(command, content);
        for (int length = 1; length < packed.length; length++) {
            requireRefusal(kind(command), Arrays.copyOf(packed, length));
        }
        for (int at = 0; at < packed.length; at++) {
            byte[] damaged = packed.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            // A larger window, or flags that nobody reads, change nothing in zstd: then the content must be right.
            requireRefusalOrContent(
                    kind(command), damaged, command.startsWith("xz") ? Optional.empty() : Optional.of(content));
        }
        requireRefusal(kind(command), join(packed, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    }

    @Test
    void zstdFramesOfAnotherSizeThanTheySayAreRefused() throws IOException {
        byte[] packed = Zstd.compress(content(3_000)); // without checksum, so that only the size tells
        assertThat(packed[4] & 0xc4)
                .as("a content size of two bytes, no checksum")
                .isEqualTo(0x40);
        for (int more : new int[] {1, -1, 200, -200}) {
            byte[] wrong = packed.clone();
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

    /** The library does not mind when it expands the frame as a whole. */
    @Test
    void zstdBlocksLargerThanTheWindowAreRefused() throws IOException {
        byte[] content = content(40_000);
        requireContent("zst", zstdFrame(6 << 3, 40_000, content), content); // 64 KiB
        requireRefusal("zst", zstdFrame(5 << 3, 40_000, content));
        // 4 KiB, but compressed blocks that expand to 100,000 bytes: nothing of it shows in the blocks' headers.
        byte[] zeros = new byte[100_000];
        byte[] packed = Zstd.compress(zeros);
        assertThat(packed[4]).as("one segment, a content size of four bytes").isEqualTo((byte) 0xa0);
        byte[] narrow = join(Arrays.copyOf(packed, 4), new byte[] {(byte) 0x80, 2 << 3});
        requireRefusal("zst", join(narrow, Arrays.copyOfRange(packed, 5, packed.length)));
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
        byte[] packed = real("zstd --no-content-size --no-check", content);
        byte[] wide = packed.clone();
        wide[5] = (byte) (16 << 3);
        requireContent("zst", wide, content);
        wide[5]++;
        requireRefusal("zst", wide);
    }

    @Test
    void xzBlocksOfAnotherSizeThanTheirHeadersSayAreRefused() throws IOException {
        byte[] packed = packed("xz", sparse(50_000), 4 << 20);
        int header = 12;
        for (int at : new int[] {header + 2, header + 4}) { // the low bits of both, the first being two octets long
            for (int more : new int[] {1, -1, 4, -4}) {
                byte[] wrong = packed.clone();
                wrong[at] += (byte) more;
                checksum(wrong, header, (wrong[header] + 1) * 4 - 4);
                requireRefusal("xz", wrong);
            }
        }
    }

    @Test
    void xzIndexesThatListOtherBlocksAreRefused() throws IOException {
        byte[] packed = packed("xz", sparse(60_000), 20_000);
        int length = (packed[packed.length - 8] & 0xff) * 4;
        int index = packed.length - FOOTER - 4 - length;
        assertThat(packed[index]).isZero();
        for (int at = index + 1; at < index + 4; at++) {
            byte[] wrong = packed.clone();
            wrong[at] ^= 1;
            checksum(wrong, index, length);
            requireRefusal("xz", wrong);
        }
    }

    @Test
    void afterAJumpOnlyTheLastRecordsOfTheIndexCount() throws IOException {
        byte[] content = sparse(100_000);
        byte[] packed = packed("xz", content, 20_000);
        List<Integer> starts = blocks(packed, 5);
        for (int from = 1; from < 5; from++) {
            byte[] rest = join(Arrays.copyOf(packed, 12), Arrays.copyOfRange(packed, starts.get(from), packed.length));
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
        Packed packed = new Packed(new InputStream() {
            @Override
            public int read() throws IOException {
                return source[0].read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return source[0].read(target, offset, length);
            }
        });
        try (Workers workers = new Workers(1);
                ZstdUnits units = new ZstdUnits(packed, workers, new Buffers())) {
            assertThat(streamed(units).readNBytes(1_000)).isEqualTo(Arrays.copyOf(content, 1_000));
            packed.advance(packed.available());
            source[0] = new ByteArrayInputStream(frame);
            assertThat(streamed(units).readAllBytes()).isEqualTo(content);
            assertThat(units.next()).isEmpty();
        }
    }

    private static InputStream streamed(UnitSource units) throws IOException {
        return ((Unit.Streamed) units.next().orElseThrow()).content();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zst 1", "zst 3", "xz 1", "xz 3"})
    void readingGoesOnAtPlacesThatWerePassed(String kindAndThreads) throws IOException {
        String kind = kindAndThreads.split(" ")[0];
        int threads = Integer.parseInt(kindAndThreads.split(" ")[1]);
        byte[] content = content(6 << 20);
        byte[] packed = packed(kind, content, 1 << 20);
        for (int passed = 3; passed < 6; passed++) {
            Place place;
            try (Workers workers = new Workers(threads);
                    UnitInput input = (UnitInput) opened(kind, packed, workers)) {
                input.skipNBytes((passed << 20) + 5);
                place = input.last(0, input.position()).orElseThrow();
            }
            assertThat(place.expanded()).isEqualTo(passed << 20);
            try (Workers workers = new Workers(threads);
                    UnitInput input = (UnitInput) opened(kind, packed, workers)) {
                assertThat(input.read()).isEqualTo(content[0] & 0xff);
                if (input.jump(place)) {
                    assertThat(Arrays.equals(
                                    input.readAllBytes(), Arrays.copyOfRange(content, passed << 20, content.length)))
                            .isTrue();
                } else {
                    assertThat(passed).as("units read ahead").isLessThanOrEqualTo(threads + 1);
                }
            }
        }
    }

    private static byte[] afterJump(byte[] packed) throws IOException {
        try (Workers workers = new Workers(2)) {
            Buffers buffers = new Buffers();
            Packed in = new Packed(new ByteArrayInputStream(packed));
            XzUnits units = new XzUnits(in, workers, buffers);
            units.startStream();
            units.jumped();
            return new UnitInput(in, units, workers, buffers).readAllBytes();
        }
    }

    private static List<Integer> blocks(byte[] packed, int number) {
        List<Integer> starts = new ArrayList<>();
        int at = 12;
        for (int i = 0; i < number; i++) {
            starts.add(at);
            int size = packed[at + 2] & 0x7f | (packed[at + 2] < 0 ? packed[at + 3] << 7 : 0);
            at += (packed[at] + 1) * 4 + (size + 3 & ~3) + 4;
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

    private static void requireContent(String kind, byte[] packed, byte[] content) throws IOException {
        for (int threads : new int[] {1, 3}) {
            assertThat(Arrays.equals(expanded(kind, packed, threads), content))
                    .as("%s with %s threads", kind, threads)
                    .isTrue();
        }
    }

    private static void requireRefusal(String kind, byte[] packed) throws IOException {
        requireRefusalOrContent(kind, packed, Optional.empty());
    }

    private static void requireRefusalOrContent(String kind, byte[] packed, Optional<byte[]> content)
            throws IOException {
        for (int threads : new int[] {1, 2}) {
            byte[] found;
            try {
                found = expanded(kind, packed, threads);
            } catch (MalformedException refused) {
                continue;
            }
            assertThat(content).as("%s, not refused", kind).isPresent();
            assertThat(found).isEqualTo(content.get());
        }
    }

    private static byte[] expanded(String kind, byte[] packed, int threads) throws IOException {
        try (Workers workers = new Workers(threads);
                InputStream expanded = opened(kind, packed, workers)) {
            return expanded.readAllBytes();
        }
    }

    private static InputStream opened(String kind, byte[] packed, Workers workers) {
        ByteArrayInputStream in = new ByteArrayInputStream(packed);
        return kind.equals("xz") ? Decoders.xz(in, workers) : Decoders.zstd(in, workers);
    }

    private static byte[] packed(String kind, byte[] content, int unit) throws IOException {
        UnitEncoder encoder = kind.equals("xz") ? Encoders.xz(1) : Encoders.zstd(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workers workers = new Workers(1)) {
            UnitOutput units = new UnitOutput(encoder, workers, () -> out);
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

    /** Half noise, half repetition. */
    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(1).nextBytes(content);
        for (int at = 500; at + 500 <= length; at += 1_000) {
            System.arraycopy(content, 0, content, at, 500);
        }
        return content;
    }

    /** Little noise, so that large units become small ones. */
    private static byte[] sparse(int length) {
        byte[] content = new byte[length];
        for (int at = 0; at < length; at += 10_000) {
            System.arraycopy(content(300), 0, content, at, 300);
        }
        return content;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
