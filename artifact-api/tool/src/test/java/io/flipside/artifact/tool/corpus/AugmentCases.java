// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import static io.flipside.artifact.tool.corpus.Case.accepted;
import static io.flipside.artifact.tool.corpus.Case.refused;
import static io.flipside.artifact.tool.corpus.Case.stricter;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.artifact.tool.corpus.Tar.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Augment sections that try to change more than they may. */
final class AugmentCases {
    private static final Entry EXTRA = Entry.file("extra", "x\n");
    private static final String INFO = Forge.V3_INFO.replace("single-file", "outer");
    private static final String ZEROS = "0".repeat(64);
    private static final String META = "headers/0000/meta-data";

    private AugmentCases() {}

    /** An augment section; every part starts out right and can be replaced. */
    private static final class Section {
        List<Entry> files = new ArrayList<>(List.of(EXTRA));
        List<Entry> header = new ArrayList<>(
                List.of(Entry.file("header-info", INFO), Entry.file("headers/0000/type-info", "{\"type\":\"outer\"}")));
        UnaryOperator<String> manifest = text -> text;
        Consumer<List<Entry>> outer = entries -> {};

        void info(String from, String to) {
            header.set(0, Entry.file("header-info", INFO.replace(from, to)));
        }

        void typeInfo(String text) {
            header.set(1, Entry.file("headers/0000/type-info", text));
        }

        void lists(String line) {
            manifest = text -> text + line + "\n";
        }
    }

    static List<Case> manifests() {
        return List.of(
                accepted("an augment section without files", with(s -> s.files.clear())),
                accepted("augment files before the others", f -> {
                    with(s -> {}).accept(f);
                    f.data.add(0, f.data.remove(1));
                }),
                refused(
                        "an augment section that lists a file of the original",
                        with(s -> s.lists(Forge.sha256("hello\n".getBytes(UTF_8)) + "  data/0000/hello.txt"))),
                refused(
                        "an augment section that lists a file of the original with other bytes",
                        with(s -> s.lists(ZEROS + "  data/0000/hello.txt"))),
                refused("an augment section that replaces a file of the original", f -> {
                    with(s -> s.lists(Forge.sha256("other\n".getBytes(UTF_8)) + "  data/0000/hello.txt"))
                            .accept(f);
                    f.data.add(1, Entry.file("hello.txt", "other\n"));
                    f.manifestLines =
                            lines -> lines.removeIf(line -> lines.indexOf(line) == 1 || line.contains("extra"));
                }),
                refused("an augment section that lists the version", with(s -> s.lists(ZEROS + "  version"))),
                refused("an augment section that lists the header", with(s -> s.lists(ZEROS + "  header.tar.gz"))),
                refused("an augment section that lists something else", with(s -> s.lists(ZEROS + "  foo"))),
                refused(
                        "an augment section that lists a file that is not there",
                        with(s -> s.lists(ZEROS + "  data/0000/missing"))),
                refused(
                        "an augment section that does not list its header",
                        with(s -> s.manifest = text -> text.replaceAll("[0-9a-f]+  header-augment.tar.gz\n", ""))),
                refused("an empty augment manifest", with(s -> s.manifest = text -> "")),
                refused("an augment manifest twice", with(s -> s.outer = e -> e.add(3, e.get(2)))),
                refused("an augment header twice", with(s -> s.outer = e -> e.add(5, e.get(4)))),
                refused("the augment manifest first", with(s -> s.outer = e -> e.add(1, e.remove(2)))),
                refused("the augment header first", with(s -> s.outer = e -> e.add(3, e.remove(4)))),
                refused("the payload before the augment header", with(s -> s.outer = e -> e.add(4, e.remove(5)))),
                refused("an augment section in version 2", f -> {
                    f.version2();
                    with(s -> {}).accept(f);
                }));
    }

    static List<Case> headers() {
        return List.of(
                accepted("an augment section with another name", with(s -> s.info("rel1", "rel2"))),
                accepted("an augment section with another device type", with(s -> s.info("dev1", "dev2"))),
                accepted(
                        "an augment section with all that type-info can say",
                        with(s -> s.typeInfo("{\"type\":\"outer\",\"artifact_provides\":{\"a\":\"z\"},"
                                + "\"artifact_depends\":{\"b\":[\"c\"]},\"clears_artifact_provides\":[\"*\"]}"))),
                accepted("augment meta-data of another kind", f -> {
                    f.header.add(Entry.file(META, "{\"a\":1,\"b\":{\"c\":1}}"));
                    with(s -> s.header.add(Entry.file(META, "{\"a\":\"x\",\"b\":{\"d\":1}}")))
                            .accept(f);
                }),
                refused("augment meta-data that is a list", with(s -> s.header.add(Entry.file(META, "[1]")))),
                refused(
                        "a script in an augment section",
                        with(s -> s.header.add(1, Entry.file("scripts/ArtifactInstall_Enter_01", "x")))),
                refused(
                        "a files list in an augment section",
                        with(s -> s.header.add(1, Entry.file("headers/0000/files", "{\"files\":[\"extra\"]}")))),
                refused("an augment section without type-info", with(s -> s.header.remove(1))),
                refused("an empty augment header", with(s -> s.header.clear())),
                refused("an augment section of no type", with(s -> s.info("\"outer\"", "null"))),
                stricter(
                        "an augment section without a name",
                        "it is a whole header-info, or none",
                        with(s -> s.info("\"artifact_name\":\"rel1\"", ""))),
                stricter(
                        "an augment section with two payloads",
                        "no client takes two payloads",
                        with(s -> s.info("[{", "[{\"type\":\"a\"},{"))),
                stricter(
                        "an augment section that provides an artifact name",
                        "the client refuses it: it is the header's key",
                        with(s -> s.typeInfo("{\"artifact_provides\":{\"artifact_name\":\"z\"}}"))));
    }

    private static Consumer<Forge> with(Consumer<Section> change) {
        return f -> {
            var section = new Section();
            change.accept(section);
            f.data.addAll(section.files);
            f.manifestLines = lines -> lines.removeIf(line -> line.endsWith("data/0000/extra\n"));
            var header = Forge.gzip(Tar.archive(section.header));
            var manifest = new StringBuilder();
            section.files.forEach(file -> manifest.append(Forge.line(file.content(), "data/0000/" + file.name())));
            manifest.append(Forge.line(header, "header-augment.tar.gz"));
            f.outer = e -> {
                e.add(3, Entry.file("header-augment.tar.gz", header));
                e.add(2, Entry.file("manifest-augment", section.manifest.apply(manifest.toString())));
                section.outer.accept(e);
            };
        };
    }
}
