// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import static io.flipside.artifact.tool.corpus.Case.accepted;
import static io.flipside.artifact.tool.corpus.Case.newer;
import static io.flipside.artifact.tool.corpus.Case.refused;
import static io.flipside.artifact.tool.corpus.Case.stricter;

import com.github.luben.zstd.Zstd;
import io.flipside.artifact.tool.corpus.Tar.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The outer archive: its entries, their order, their compression, where it ends. */
final class ContainerCases {
    private static final Entry FOREIGN = Entry.file("README", "hello");

    private ContainerCases() {}

    static List<Case> entries() {
        return List.of(
                accepted("the untouched artifact", f -> {}),
                accepted("no compression at all", Forge::uncompressed),
                accepted("a compressed header and a plain payload", f -> {
                    f.dataCompression = bytes -> bytes;
                    f.outer = e -> e.set(3, e.get(3).named("data/0000.tar"));
                }),
                stricter(
                        "nothing after the last entry",
                        "without its end mark it may have been cut",
                        f -> f.whole = b -> Tar.cut(b, b.length - 1024)),
                accepted("garbage after the end mark", f -> f.whole = b -> Arrays.copyOf(b, b.length + 700)),
                refused("an empty file", f -> f.whole = b -> new byte[0]),
                refused("a text", f -> f.whole = b -> "Not an artifact.\n".getBytes(StandardCharsets.UTF_8)),
                refused("zeros", f -> f.whole = b -> new byte[10_240]),
                refused("a gzip file", f -> f.whole = Forge::gzip),
                refused(
                        "version only",
                        f -> f.outer = e -> e.subList(1, e.size()).clear()),
                refused(
                        "no header and no payload",
                        f -> f.outer = e -> e.subList(2, e.size()).clear()),
                refused("no payload", f -> f.outer = e -> e.remove(3)),
                refused("no version", f -> f.outer = e -> e.remove(0)),
                refused("no manifest", f -> f.outer = e -> e.remove(1)),
                refused("no header", f -> f.outer = e -> e.remove(2)),
                refused("manifest before version", f -> f.outer = e -> e.add(0, e.remove(1))),
                refused("header before manifest", f -> f.outer = e -> e.add(1, e.remove(2))),
                refused("payload before header", f -> f.outer = e -> e.add(2, e.remove(3))),
                refused("version twice", f -> f.outer = e -> e.add(1, e.get(0))),
                refused("manifest twice", f -> f.outer = e -> e.add(2, e.get(1))),
                refused("header twice", f -> f.outer = e -> e.add(3, e.get(2))),
                stricter("payload twice", "its files would come twice", f -> f.outer = e -> e.add(4, e.get(3))),
                refused("a foreign entry in front", f -> f.outer = e -> e.add(0, FOREIGN)),
                refused("a foreign entry before the header", f -> f.outer = e -> e.add(2, FOREIGN)),
                refused("a foreign entry before the payload", f -> f.outer = e -> e.add(3, FOREIGN)),
                refused("a foreign entry at the end", f -> f.outer = e -> e.add(4, FOREIGN)),
                refused("a directory entry for data", f -> f.outer = e -> e.add(3, Entry.ofType('5', "data/"))),
                refused("names with ./", f -> f.outer = e -> e.replaceAll(x -> x.named("./" + x.name()))),
                refused(
                        "a payload called data/payload.tar.gz",
                        f -> f.outer = e -> e.set(3, e.get(3).named("data/payload.tar.gz"))),
                refused(
                        "a payload outside data",
                        f -> f.outer = e -> e.set(3, e.get(3).named("0000.tar.gz"))),
                refused(
                        "an unknown header suffix",
                        f -> f.outer = e -> e.set(2, e.get(2).named("header.tar.bz2"))),
                refused(
                        "an unknown payload suffix",
                        f -> f.outer = e -> e.set(3, e.get(3).named("data/0000.tar.bz2"))));
    }

    static List<Case> streams() {
        return List.of(
                refused(
                        "a version that is a symbolic link",
                        f -> f.outer = e -> e.set(0, Entry.ofType(Tar.SYMBOLIC_LINK, "version"))),
                refused("a version that is a directory", f -> f.outer = e -> e.set(0, Entry.ofType('5', "version"))),
                refused("cut in the payload", f -> f.whole = b -> Tar.cut(b, b.length - 1500)),
                refused("cut in the header", f -> f.whole = b -> Tar.cut(b, 3000)),
                refused("cut in the first tar header", f -> f.whole = b -> Tar.cut(b, 300)),
                refused("a flipped bit in a tar header", f -> f.whole = b -> flipped(b, 1)),
                refused(
                        "a size in a tar header that is no number",
                        f -> f.outer = e -> e.set(1, e.get(1).claiming("zzzzzzzzzzz"))),
                refused(
                        "an entry that claims 8 GiB",
                        f -> f.outer = e -> e.set(3, e.get(3).claiming("77777777777"))),
                refused("a header that is not gzip", f -> f.headerCompression = b -> b),
                refused("a payload that is not gzip", f -> f.dataCompression = b -> b),
                stricter(
                        "a gzip payload cut short",
                        "the compressed stream must be whole",
                        f -> f.dataCompression = b -> cutGzip(b, 20)),
                refused("a gzip header cut short", f -> f.headerCompression = b -> cutGzip(b, 20)),
                refused("a payload with a flipped bit", f -> f.dataCompression = b -> flipped(Forge.gzip(b), 30)),
                stricter(
                        "a gzip payload with a wrong length mark",
                        "the compressed stream must be whole",
                        f -> f.dataCompression = b -> {
                            var gzip = Forge.gzip(b);
                            return flipped(gzip, gzip.length - 2);
                        }),
                refused("an empty payload entry", f -> f.dataCompression = b -> new byte[0]),
                refused(
                        "xz in name only",
                        f -> f.outer = e -> {
                            e.set(3, e.get(3).named("data/0000.tar.xz"));
                        }),
                newer("a header in zstd", "zstd came with mender-artifact 3.10", f -> {
                    f.extension = ".zst";
                    f.headerCompression = Zstd::compress;
                    f.dataCompression = Zstd::compress;
                }),
                stricter(
                        "a payload entry 0001 that nothing announces",
                        "a second payload has no header",
                        f -> f.outer = e -> e.add(4, e.get(3).named("data/0001.tar.gz"))));
    }

    private static byte[] cutGzip(byte[] bytes, int less) {
        var gzip = Forge.gzip(bytes);
        return Tar.cut(gzip, gzip.length - less);
    }

    static byte[] flipped(byte[] bytes, int offset) {
        var copy = bytes.clone();
        copy[offset] ^= 1;
        return copy;
    }
}
