// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import static io.flipside.artifact.tool.corpus.Case.accepted;
import static io.flipside.artifact.tool.corpus.Case.refused;
import static io.flipside.artifact.tool.corpus.Case.stricter;

import io.flipside.artifact.tool.corpus.Tar.Entry;
import java.util.List;

/** The payload archive, version 2, and augment sections. */
final class PayloadCases {
    private static final Entry AUGMENTED = Entry.file("extra", "x\n");

    private PayloadCases() {}

    static List<Case> files() {
        return List.of(
                accepted("a leading dot", f -> f.data.set(0, f.data.get(0).named(".hello"))),
                accepted("two files", f -> f.data.add(Entry.file("b", "b\n"))),
                accepted("an empty file", f -> f.data.add(Entry.file("b", ""))),
                accepted("a long name as GNU tar writes it", f -> {
                    var name = "n".repeat(120);
                    f.data.set(0, f.data.get(0).named(name));
                    f.data.add(0, Entry.longName(name));
                }),
                accepted("a PAX header with a fractional time", f -> f.data.add(0, Entry.pax("mtime", "1700000000.5"))),
                refused("a PAX header with an owner that is no number", f -> f.data.add(0, Entry.pax("uid", "root"))),
                refused("a PAX header with a time that is no number", f -> f.data.add(0, Entry.pax("atime", "1e9"))),
                refused("a listed PAX name that a GNU name overrides", f -> {
                    f.data.add(0, Entry.pax("path", "hello.txt"));
                    f.data.add(1, Entry.longName("other"));
                }),
                stricter("a listed GNU name that overrides a PAX name", "readers disagree on which one counts", f -> {
                    f.data.add(0, Entry.pax("path", "other"));
                    f.data.add(1, Entry.longName("hello.txt"));
                }),
                refused("a name with ./", f -> f.data.set(0, f.data.get(0).named("./hello.txt"))),
                refused("a file in a folder", f -> f.data.set(0, f.data.get(0).named("sub/hello.txt"))),
                refused("an absolute name", f -> f.data.set(0, f.data.get(0).named("/hello.txt"))),
                refused(
                        "a name that climbs out",
                        f -> f.data.set(0, f.data.get(0).named("../hello.txt"))),
                refused("a blank in a name", f -> f.data.set(0, f.data.get(0).named("hello world"))),
                refused("a plus in a name", f -> f.data.set(0, f.data.get(0).named("hello+"))),
                refused("an accent in a name", f -> f.data.set(0, f.data.get(0).named("h\u00e9llo"))),
                refused("other bytes than listed", f -> {
                    f.manifestLines = lines -> {};
                    f.dataCompression = b -> Forge.gzip(ContainerCases.flipped(b, 512));
                }),
                refused("a file more than listed", f -> {
                    f.data.add(Entry.file("b", "b\n"));
                    f.manifestLines = lines -> lines.remove(1);
                }),
                refused("a file less than listed", f -> f.dataCompression = b -> Forge.gzip(new byte[1024])),
                stricter("a file twice", "nobody could say which one counts", f -> {
                    f.data.add(f.data.get(0));
                    f.manifestLines = lines -> lines.remove(0);
                }),
                refused("a directory", f -> f.data.add(Entry.ofType(Tar.DIRECTORY, "sub/"))),
                stricter(
                        "a symbolic link",
                        "only files are stored",
                        f -> f.data.add(Entry.ofType(Tar.SYMBOLIC_LINK, "link"))),
                stricter("a hard link", "only files are stored", f -> f.data.add(Entry.ofType(Tar.HARD_LINK, "link"))),
                stricter("a device", "only files are stored", f -> f.data.add(Entry.ofType(Tar.DEVICE, "null"))),
                stricter("a pipe", "only files are stored", f -> f.data.add(Entry.ofType(Tar.PIPE, "pipe"))),
                refused("a payload archive cut short", f -> f.dataCompression = b -> Forge.gzip(Tar.cut(b, 515))),
                refused(
                        "a payload archive with a broken header",
                        f -> f.dataCompression = b -> Forge.gzip(ContainerCases.flipped(b, 3))),
                refused(
                        "a payload that is no archive",
                        f -> f.dataCompression = b -> Forge.gzip(new byte[] {1, 2, 3})));
    }

    static List<Case> version2() {
        return List.of(
                accepted("a version 2 artifact", Forge::version2),
                refused("version 2 with a version 3 header-info", f -> {
                    f.version2();
                    f.header("header-info", Forge.V3_INFO);
                }),
                stricter("version 2 without a name", "an artifact without a name cannot be deployed", f -> {
                    f.version2();
                    f.header("header-info", Forge.V2_INFO.replace("rel2", ""));
                }),
                refused("version 2 without device types", f -> {
                    f.version2();
                    f.header("header-info", Forge.V2_INFO.replace("\"dev1\"", ""));
                }),
                refused("version 2 without updates", f -> {
                    f.version2();
                    f.header("header-info", Forge.V2_INFO.replace("{\"type\":\"rootfs-image\"}", ""));
                }),
                refused("version 2 without a files list", f -> {
                    f.version2();
                    f.header.remove(1);
                }),
                refused("version 2 with a files list of nothing", f -> {
                    f.version2();
                    f.header("headers/0000/files", "{\"files\":[]}");
                }),
                refused("version 2 with another file in its list", f -> {
                    f.version2();
                    f.header("headers/0000/files", "{\"files\":[\"other\"]}");
                }),
                refused("version 2 with a path in its list", f -> {
                    f.version2();
                    f.header("headers/0000/files", "{\"files\":[\"../hello.txt\"]}");
                }),
                refused("version 2 that says 3", f -> {
                    f.version2();
                    f.version = "{\"format\":\"mender\",\"version\":3}";
                }));
    }

    static List<Case> augment() {
        return List.of(
                accepted("an augment section", f -> augment(f, ".gz", true, true)),
                refused("an augment manifest without its header", f -> augment(f, ".gz", true, false)),
                refused("an augment header without its manifest", f -> augment(f, ".gz", false, true)),
                refused("an augment header of another compression", f -> augment(f, "", true, true)),
                refused("a wrong digest in the augment manifest", f -> {
                    augment(f, ".gz", true, true);
                    var inner = f.outer;
                    f.outer = e -> {
                        inner.accept(e);
                        var text = e.get(2).text();
                        e.set(2, Entry.file("manifest-augment", "0".repeat(64) + text.substring(64)));
                    };
                }));
    }

    private static void augment(Forge f, String extension, boolean manifest, boolean header) {
        f.data.add(AUGMENTED);
        f.manifestLines = lines -> lines.remove(1);
        var plain = Tar.archive(List.of(
                Entry.file("header-info", Forge.V3_INFO.replace("single-file", "outer")),
                Entry.file("headers/0000/type-info", "{\"type\":\"outer\"}")));
        var tar = extension.isEmpty() ? plain : Forge.gzip(plain);
        var name = "header-augment.tar" + extension;
        f.outer = e -> {
            if (header) {
                e.add(3, Entry.file(name, tar));
            }
            if (manifest) {
                e.add(
                        2,
                        Entry.file(
                                "manifest-augment",
                                Forge.line(AUGMENTED.content(), "data/0000/extra") + Forge.line(tar, name)));
            }
        };
    }
}
