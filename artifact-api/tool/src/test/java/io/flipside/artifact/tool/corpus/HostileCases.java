// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import static io.flipside.artifact.tool.corpus.Case.accepted;
import static io.flipside.artifact.tool.corpus.Case.refused;
import static io.flipside.artifact.tool.corpus.Case.stricter;

import io.flipside.artifact.tool.corpus.Tar.Entry;
import io.flipside.artifact.tool.internal.text.TerminalEscaping;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What nobody writes by mistake: odd numbers and types in tar headers, odd gzip headers, sheer quantities. */
final class HostileCases {
    private static final String META = "headers/0000/meta-data";
    private static final String LIMIT = "FORMAT.md, section 7";
    private static final String GZIP = "the compressed stream must be whole";

    private HostileCases() {}

    static List<Case> numbers() {
        return List.of(
                accepted("a time in base 256", f -> f.dataCompression = t -> Forge.gzip(binaryTime(t, 1_700_000_000))),
                accepted("a time before 1970 in base 256", f -> f.dataCompression = t -> Forge.gzip(binaryTime(t, -1))),
                accepted("a time that no calendar has", f -> f.whole = t -> binaryTime(t, Long.MAX_VALUE)),
                accepted("a PAX time before 1970", pax("mtime", "-5")),
                accepted("a PAX time with a plus", pax("mtime", "+5")),
                accepted("a PAX time that ends with a point", pax("mtime", "5.")),
                accepted("a PAX time of 12 digits", pax("mtime", "999999999999")),
                accepted("a PAX time taken back", pax("mtime", "")),
                refused("a PAX time that begins with a point", pax("mtime", ".5")),
                refused("a PAX time of 20 digits", pax("mtime", "99999999999999999999")),
                accepted("a PAX owner of 63 bits", pax("uid", "9223372036854775807")),
                accepted("a PAX owner taken back", pax("uid", "")),
                refused("a PAX owner of 64 bits", pax("uid", "9223372036854775808")),
                accepted("a PAX size with a plus", pax("size", "+6")),
                accepted("a PAX size taken back", pax("size", "")),
                refused("a negative PAX size", pax("size", "-6")),
                accepted("a PAX path taken back", pax("path", "")),
                accepted("a PAX link path of a file", pax("linkpath", "/etc/passwd")),
                accepted("an unknown PAX record taken back", pax("SCHILY.x", "")),
                stricter("a PAX header of 100 KiB", LIMIT, pax("comment", "x".repeat(100_000))),
                refused("a PAX header of 2 MiB", pax("comment", "x".repeat(2_000_000))));
    }

    static List<Case> types() {
        return List.of(
                accepted("a file of type NUL", f -> f.data.set(0, type('\0', f.data.get(0)))),
                stricter(
                        "a contiguous file (type 7)",
                        "only files are stored",
                        f -> f.data.set(0, type('7', f.data.get(0)))),
                stricter(
                        "a version of type 7",
                        "only files are stored",
                        f -> f.outer = e -> e.set(0, type('7', e.get(0)))),
                stricter(
                        "a header-info of type 7",
                        "only files are stored",
                        f -> f.header.set(0, type('7', f.header.get(0)))),
                stricter(
                        "a file of an unknown type",
                        "only files are stored",
                        f -> f.data.set(0, type('Z', f.data.get(0)))),
                stricter(
                        "a long link name (type K)",
                        "only files are stored",
                        f -> f.data.add(0, type('K', Entry.longName("x")))),
                stricter(
                        "a long link name in front",
                        "only files are stored",
                        f -> f.outer = e -> e.add(0, type('K', Entry.longName("x")))),
                refused("a global PAX header", f -> f.data.add(0, type('g', Entry.pax("comment", "x")))),
                stricter(
                        "an empty GNU name",
                        "readers disagree on which name counts",
                        f -> f.data.add(0, Entry.longName(""))),
                stricter("two GNU names", "readers disagree on which name counts", f -> {
                    f.data.add(0, Entry.longName("hello.txt"));
                    f.data.add(0, Entry.longName("other.txt"));
                }),
                stricter(
                        "a PAX header for nothing",
                        "what it was for may have been cut off",
                        f -> f.dataCompression = t -> Forge.gzip(withTail(t, Entry.pax("comment", "x")))),
                refused(
                        "a directory with content",
                        f -> f.header.add(1, new Entry("headers/", '5', new byte[512], Tar.octal(512), ""))));
    }

    static List<Case> gzip() {
        return List.of(
                accepted(
                        "an extra field of others in gzip",
                        f -> f.dataCompression = t -> extra(t, 'A', 'B', 2, 0, 1, 2)),
                accepted("an empty extra field in gzip", f -> f.dataCompression = t -> extra(t)),
                stricter(
                        "a byte behind an extra field",
                        GZIP,
                        f -> f.dataCompression = t -> extra(t, 'A', 'B', 1, 0, 1, 9)),
                stricter("an extra field of three bytes", GZIP, f -> f.headerCompression = t -> extra(t, 1, 2, 3)),
                stricter(
                        "an extra field cut short", GZIP, f -> f.dataCompression = t -> extra(t, 'A', 'B', 9, 0, 1, 2)),
                stricter(
                        "our own extra field, with wrong sizes",
                        "who jumps would read something else than who reads on",
                        f -> f.dataCompression = t -> extra(t, 'F', 'S', 8, 0, 99, 0, 0, 0, 9, 0, 0, 0)));
    }

    static List<Case> quantities() {
        return List.of(
                accepted("4000 payload files", f -> many(f, 4000)),
                stricter("5000 payload files", LIMIT, f -> many(f, 5000)),
                stricter(
                        "a million members in meta-data",
                        LIMIT,
                        f -> f.header.add(Entry.file(META, members(1_000_000)))),
                accepted("meta-data of 60 levels", f -> f.header.add(Entry.file(META, nested(60)))),
                stricter("meta-data of 1000 levels", LIMIT, f -> f.header.add(Entry.file(META, nested(1000)))),
                refused("meta-data of a million levels", f -> f.header.add(Entry.file(META, nested(1_000_000)))),
                stricter("1000 scripts", LIMIT, f -> IntStream.range(0, 1000)
                        .forEach(i -> f.header.add(1, Entry.file("scripts/x" + i, "x")))),
                stricter("20,000 directories in the header", LIMIT, f -> IntStream.range(0, 20_000)
                        .forEach(i -> f.header.add(Entry.ofType('5', "headers/")))),
                refused(
                        "20,000 files that nobody listed",
                        f -> f.dataCompression =
                                t -> Forge.gzip(Tar.archive(Collections.nCopies(20_000, Entry.file("hello.txt", ""))))),
                stricter("a payload type of 3 MB", LIMIT, f -> info(f, "single-file", "t".repeat(3_000_000))),
                stricter(
                        "100 payloads",
                        "no client takes two payloads",
                        f -> info(f, "[{\"type", "[" + "{\"type\":\"x\"},".repeat(99) + "{\"type")));
    }

    static List<Case> scriptNames() {
        return Stream.of("a\u0007b", "a\nb", "a b", "a\u00fc", "..", ".", "", "/a")
                .map(name -> stricter(
                        "a script called '" + TerminalEscaping.of(name) + "'",
                        "its name is printed, and becomes a path",
                        f -> f.header.add(1, Entry.file("scripts/" + name, "x"))))
                .toList();
    }

    static List<Case> scriptDirectories() {
        return Stream.of("scripts/", "scripts/a/")
                .map(name -> stricter(
                        "a directory " + name,
                        "clients take it for a script",
                        f -> f.header.add(1, Entry.ofType('5', name))))
                .toList();
    }

    private static Consumer<Forge> pax(String key, String value) {
        return f -> f.data.add(0, Entry.pax(key, value));
    }

    private static void info(Forge forge, String from, String to) {
        forge.header("header-info", Forge.V3_INFO.replace(from, to));
    }

    private static Entry type(char type, Entry entry) {
        return new Entry(entry.name(), type, entry.content(), entry.sizeField(), entry.linkName());
    }

    private static void many(Forge f, int count) {
        IntStream.range(0, count).forEach(i -> f.data.add(Entry.file("f" + i, "")));
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    private static byte[] withTail(byte[] tar, Entry entry) {
        var tail = Tar.archive(List.of(entry));
        var all = Arrays.copyOf(tar, tar.length - 1024 + tail.length);
        System.arraycopy(tail, 0, all, tar.length - 1024, tail.length);
        return all;
    }

    /** The archive with the time of its first entry in base 256. */
    private static byte[] binaryTime(byte[] tar, long time) {
        var copy = tar.clone();
        for (int i = 0; i < 12; i++) {
            copy[136 + i] = (byte) (i < 4 ? (time < 0 ? 0xff : 0) : time >> (8 * (11 - i)));
        }
        copy[136] |= (byte) 0x80;
        Arrays.fill(copy, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += copy[i] & 0xff;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, copy, 148, 8);
        return copy;
    }

    /** Gzip with an extra field of these bytes, fewer than 256. */
    private static byte[] extra(byte[] bytes, int... field) {
        var plain = Forge.gzip(bytes);
        var all = new byte[plain.length + 2 + field.length];
        System.arraycopy(plain, 0, all, 0, 10);
        all[3] |= 4;
        all[10] = (byte) field.length;
        for (int i = 0; i < field.length; i++) {
            all[12 + i] = (byte) field[i];
        }
        System.arraycopy(plain, 10, all, 12 + field.length, plain.length - 10);
        return all;
    }
}
