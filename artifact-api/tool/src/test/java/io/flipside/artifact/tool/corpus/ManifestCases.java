// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import static io.flipside.artifact.tool.corpus.Case.accepted;
import static io.flipside.artifact.tool.corpus.Case.newer;
import static io.flipside.artifact.tool.corpus.Case.refused;
import static io.flipside.artifact.tool.corpus.Case.stricter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The version file, the manifest, and the signature over it. */
final class ManifestCases {
    private static final String ZEROS = "0".repeat(64);

    private ManifestCases() {}

    static List<Case> version() {
        return List.of(
                accepted("blanks in version", f -> f.version = "{ \"format\": \"mender\", \"version\": 3 }\n"),
                refused("version 1", f -> f.version = "{\"format\":\"mender\",\"version\":1}"),
                refused("version 4", f -> f.version = "{\"format\":\"mender\",\"version\":4}"),
                refused("version as a string", f -> f.version = "{\"format\":\"mender\",\"version\":\"3\"}"),
                refused("an unknown key in version", f -> f.version = "{\"format\":\"mender\",\"version\":3,\"x\":1}"),
                refused("a version without version", f -> f.version = "{\"format\":\"mender\"}"),
                refused("a version that is an array", f -> f.version = "[\"mender\",3]"),
                refused("a version that is not JSON", f -> f.version = "mender 3"),
                refused("an empty version", f -> f.version = ""),
                refused(
                        "another version than the manifest says",
                        f -> f.outer =
                                e -> e.set(0, Tar.Entry.file("version", "{\"format\":\"mender\", \"version\":3}"))),
                stricter("a version without format", "only format mender is known", f -> f.version = "{\"version\":3}"),
                stricter(
                        "another format",
                        "only format mender is known",
                        f -> f.version = "{\"format\":\"other\",\"version\":3}"));
    }

    static List<Case> manifest() {
        return List.of(
                accepted("manifest lines in another order", f -> f.manifestLines = Collections::reverse),
                refused("an empty manifest", f -> f.manifest = m -> ""),
                refused("upper-case digits", f -> f.manifest = ManifestCases::upperCaseDigests),
                refused("one blank", f -> f.manifest = m -> m.replace("  ", " ")),
                refused("three blanks", f -> f.manifest = m -> m.replace("  ", "   ")),
                refused("a tab", f -> f.manifest = m -> m.replace("  ", "\t")),
                refused("CRLF", f -> f.manifest = m -> m.replace("\n", "\r\n")),
                refused("no newline at the end", f -> f.manifest = m -> m.stripTrailing()),
                stricter(
                        "a blank line",
                        "the signature covers the exact text",
                        f -> f.manifest = m -> m.replaceFirst("\n", "\n\n")),
                refused("a comment", f -> f.manifest = m -> "# checksums\n" + m),
                refused("a short digest", f -> f.manifest = m -> m.substring(2)),
                refused("a digest with a letter beyond f", f -> f.manifest = m -> "g" + m.substring(1)),
                refused("a line twice", f -> f.manifestLines = lines -> lines.add(lines.get(0))),
                refused(
                        "a file that is not there",
                        f -> f.manifestLines = lines -> lines.add(ZEROS + "  data/0000/other\n")),
                refused(
                        "an outer file that is not there",
                        f -> f.manifestLines = lines -> lines.add(ZEROS + "  foo\n")),
                refused("the payload file not listed", f -> f.manifestLines = lines -> lines.remove(0)),
                refused("the header not listed", f -> f.manifestLines = lines -> lines.remove(1)),
                refused("the version not listed", f -> f.manifestLines = lines -> lines.remove(2)),
                refused("a wrong digest of the payload", f -> f.manifestLines = wrong(0)),
                refused("a wrong digest of the header", f -> f.manifestLines = wrong(1)),
                refused("a wrong digest of the version", f -> f.manifestLines = wrong(2)),
                refused(
                        "a payload file listed with another path",
                        f -> f.manifest = m -> m.replace("data/0000/", "data/0000/../")),
                refused(
                        "a payload file listed for payload 1",
                        f -> f.manifest = m -> m.replace("data/0000/", "data/0001/")),
                refused("a nul byte in a name", f -> f.manifest = m -> m.replace("hello.txt", "hello.txt\0")));
    }

    private static String reversed(String manifest) {
        var lines = new ArrayList<>(manifest.lines().toList());
        Collections.reverse(lines);
        return String.join("\n", lines) + "\n";
    }

    private static Consumer<List<String>> wrong(int index) {
        return lines -> lines.set(index, ZEROS + lines.get(index).substring(64));
    }

    private static String upperCaseDigests(String manifest) {
        var changed = new StringBuilder();
        manifest.lines().forEach(line -> changed.append(line.substring(0, 64).toUpperCase(Locale.ROOT))
                .append(line.substring(64))
                .append('\n'));
        return changed.toString();
    }

    /** The cases of signatures, made and checked with an elliptic-curve key. */
    static List<Case> signature(Signer signer) {
        UnaryOperator<byte[]> raw = bytes -> base64(signer.raw(bytes));
        return List.of(
                accepted("a right signature", f -> f.signature = raw).withKey(),
                accepted(
                                "line breaks in the signature",
                                f -> f.signature = b -> Base64.getMimeEncoder(40, new byte[] {'\n'})
                                        .encode(signer.raw(b)))
                        .withKey(),
                refused("a signed artifact, but no key", f -> f.signature = raw),
                refused("no signature, but a key", f -> {}).withKey(),
                refused("a signature of something else", f -> f.signature = b -> base64(signer.raw(new byte[9])))
                        .withKey(),
                refused("a signature of zeros", f -> f.signature = b -> base64(new byte[64]))
                        .withKey(),
                refused("a signature that is too short", f -> f.signature = b -> base64(Tar.cut(signer.raw(b), 40)))
                        .withKey(),
                refused("a signature that is not base64", f -> f.signature = signer::raw)
                        .withKey(),
                refused("an artifact changed after signing", f -> {
                            f.signature = raw;
                            f.outer = e -> e.set(
                                    1,
                                    Tar.Entry.file("manifest", reversed(e.get(1).text())));
                        })
                        .withKey(),
                refused("the signature after the header", f -> {
                            f.signature = raw;
                            f.outer = e -> e.add(3, e.remove(2));
                        })
                        .withKey(),
                refused("a signature twice", f -> {
                            f.signature = raw;
                            f.outer = e -> e.add(3, e.get(2));
                        })
                        .withKey(),
                newer(
                                "a DER signature",
                                "mender-artifact takes it since 4.0",
                                f -> f.signature = b -> base64(signer.der(b)))
                        .withKey());
    }

    private static byte[] base64(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Signs with a P-256 key, both ways in which a signature can be written down. */
    interface Signer {
        byte[] raw(byte[] bytes);

        byte[] der(byte[] bytes);
    }
}
