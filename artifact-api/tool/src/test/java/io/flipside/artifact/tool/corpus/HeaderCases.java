// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import static io.flipside.artifact.tool.corpus.Case.accepted;
import static io.flipside.artifact.tool.corpus.Case.refused;
import static io.flipside.artifact.tool.corpus.Case.stricter;

import io.flipside.artifact.tool.corpus.Tar.Entry;
import java.util.Collections;
import java.util.List;

/** The header archive of version 3: header-info, scripts, type-info, meta-data. */
final class HeaderCases {
    private static final String INFO = "header-info";
    private static final String TYPE = "headers/0000/type-info";
    private static final String META = "headers/0000/meta-data";
    private static final String SCRIPT = "scripts/ArtifactInstall_Enter_01";

    private HeaderCases() {}

    static List<Case> info() {
        return List.of(
                accepted(
                        "an unknown key in artifact_depends",
                        f -> info(f, "\"device_type\"", "\"x\":1,\"device_type\"")),
                accepted(
                        "all that header-info can say",
                        f -> f.header(
                                INFO,
                                "{\"payloads\":[{\"type\":\"single-file\"}],"
                                        + "\"artifact_provides\":{\"artifact_name\":\"n\",\"artifact_group\":\"g\"},\"artifact_depends\":"
                                        + "{\"artifact_name\":[\"a\",\"b\"],\"device_type\":[\"d\",\"e\"],\"artifact_group\":[\"h\"]}}")),
                refused("header-info not first", f -> Collections.reverse(f.header)),
                refused("no header-info", f -> f.header.remove(0)),
                refused("an empty header archive", f -> f.header.clear()),
                refused("header-info twice", f -> f.header.add(1, f.header.get(0))),
                refused("header-info that is not JSON", f -> f.header(INFO, "payloads: []")),
                refused("header-info that ends early", f -> f.header(INFO, Forge.V3_INFO.substring(0, 50))),
                refused("an empty header-info", f -> f.header(INFO, "")),
                refused("header-info that is an array", f -> f.header(INFO, "[]")),
                refused("an unknown key in header-info", f -> info(f, "{\"payloads\"", "{\"x\":1,\"payloads\"")),
                refused("an unknown key in payloads", f -> info(f, "[{\"type\"", "[{\"x\":1,\"type\"")),
                refused(
                        "an unknown key in artifact_provides",
                        f -> info(f, "{\"artifact_name\"", "{\"x\":1,\"artifact_name\"")),
                refused("no payloads", f -> info(f, "\"payloads\":[{\"type\":\"single-file\"}],", "")),
                refused("an empty list of payloads", f -> info(f, "{\"type\":\"single-file\"}", "")),
                refused("a payload type that is a number", f -> info(f, "\"single-file\"", "7")),
                stricter(
                        "two payloads with one type-info",
                        "no client takes two payloads",
                        f -> info(f, "[{", "[{\"type\":\"single-file\"},{")),
                refused("device_type that is a string", f -> info(f, "[\"dev1\"]", "\"dev1\"")),
                refused("device_type that is empty", f -> info(f, "[\"dev1\"]", "[]")),
                refused("no device_type", f -> info(f, "\"device_type\":[\"dev1\"]", "\"artifact_name\":[\"a\"]")),
                refused("an artifact_name that is a number", f -> info(f, "\"rel1\"", "1")),
                refused("a version 2 header-info", f -> f.header(INFO, Forge.V2_INFO)),
                refused("header-info of 10,000 nested lists", f -> info(f, "[\"dev1\"]", "[".repeat(10_000))),
                stricter(
                        "something after the JSON",
                        "header-info is one JSON value",
                        f -> f.header(INFO, Forge.V3_INFO + "{}")),
                stricter(
                        "no artifact_name",
                        "an artifact without a name cannot be deployed",
                        f -> info(f, "\"artifact_name\":\"rel1\"", "")),
                stricter(
                        "an empty artifact_name",
                        "an artifact without a name cannot be deployed",
                        f -> info(f, "\"rel1\"", "\"\"")),
                stricter(
                        "no artifact_provides",
                        "an artifact without a name cannot be deployed",
                        f -> info(f, "\"artifact_provides\":{\"artifact_name\":\"rel1\"},", "")),
                stricter(
                        "no artifact_depends",
                        "it says which devices may take the artifact",
                        f -> info(f, ",\"artifact_depends\":{\"device_type\":[\"dev1\"]}", "")));
    }

    private static void info(Forge forge, String from, String to) {
        forge.header(INFO, Forge.V3_INFO.replace(from, to));
    }

    static List<Case> typeInfo() {
        return List.of(
                accepted("an unknown key in type-info", f -> f.header(TYPE, "{\"type\":\"single-file\",\"x\":1}")),
                accepted("an empty type in type-info", f -> f.header(TYPE, "{\"type\":\"\"}")),
                accepted("no type in type-info", f -> f.header(TYPE, "{}")),
                accepted("another type in type-info", f -> f.header(TYPE, "{\"type\":\"other\"}")),
                accepted(
                        "all that type-info can say",
                        f -> f.header(
                                TYPE,
                                "{\"type\":\"single-file\",\"artifact_depends\":"
                                        + "{\"a\":\"b\",\"c\":[\"d\",\"e\"]},\"artifact_provides\":{\"f\":\"g\"},"
                                        + "\"clears_artifact_provides\":[\"h.*\"]}")),
                refused("no type-info", f -> f.header.remove(1)),
                stricter("type-info twice", "nobody could say which one counts", f -> f.header.add(f.header.get(1))),
                refused("type-info that is not JSON", f -> f.header(TYPE, "type: x")),
                refused("an empty type-info", f -> f.header(TYPE, "")),
                refused("a list in provides", f -> type(f, "\"artifact_provides\":{\"k\":[\"v\"]}")),
                refused("a number in provides", f -> type(f, "\"artifact_provides\":{\"k\":1}")),
                refused("a number in depends", f -> type(f, "\"artifact_depends\":{\"k\":1}")),
                refused("an object in depends", f -> type(f, "\"artifact_depends\":{\"k\":{\"a\":\"b\"}}")),
                refused("a string in clears", f -> type(f, "\"clears_artifact_provides\":\"x\"")),
                refused(
                        "type-info for payload 1",
                        f -> f.header.set(1, f.header.get(1).named("headers/0001/type-info"))),
                refused(
                        "a second type-info for payload 1",
                        f -> f.header.add(f.header.get(1).named("headers/0001/type-info"))),
                refused("a foreign file beside type-info", f -> f.header.add(Entry.file("headers/0000/foo", "x"))),
                refused(
                        "a files list in version 3",
                        f -> f.header.add(1, Entry.file("headers/0000/files", "{\"files\":[\"hello.txt\"]}"))),
                stricter(
                        "a provide called artifact_name",
                        "the client refuses it: it is the header's key",
                        f -> type(f, "\"artifact_provides\":{\"artifact_name\":\"x\"}")),
                stricter(
                        "a depend called device_type",
                        "the client refuses it: it is the header's key",
                        f -> type(f, "\"artifact_depends\":{\"device_type\":\"x\"}")));
    }

    private static void type(Forge forge, String member) {
        forge.header(TYPE, "{\"type\":\"single-file\"," + member + "}");
    }

    static List<Case> metaData() {
        return List.of(
                accepted("an empty meta-data", f -> f.header.add(Entry.file(META, ""))),
                accepted("nested meta-data", f -> f.header.add(Entry.file(META, "{\"a\":{\"b\":[1,{\"c\":null}]}}"))),
                accepted("meta-data before type-info", f -> f.header.add(1, Entry.file(META, "{}"))),
                accepted("directories among the headers", f -> {
                    f.header.add(1, Entry.ofType(Tar.DIRECTORY, "headers/"));
                    f.header.add(2, Entry.ofType(Tar.DIRECTORY, "headers/0000/"));
                }),
                refused("meta-data that is a list", f -> f.header.add(Entry.file(META, "[1]"))),
                refused("meta-data that is not JSON", f -> f.header.add(Entry.file(META, "hello"))),
                stricter("meta-data twice", "nobody could say which one counts", f -> {
                    f.header.add(Entry.file(META, "{}"));
                    f.header.add(Entry.file(META, "{}"));
                }),
                refused("meta-data as a string", f -> f.header.add(Entry.file(META, "\"x\""))));
    }

    static List<Case> scripts() {
        return List.of(
                accepted("a script", f -> f.header.add(1, Entry.file(SCRIPT, "#!/bin/sh\n"))),
                refused("a script after the headers", f -> f.header.add(Entry.file(SCRIPT, "#!/bin/sh\n"))),
                refused("a script before header-info", f -> f.header.add(0, Entry.file(SCRIPT, "#!/bin/sh\n"))),
                refused(
                        "a script that climbs out",
                        f -> f.header.add(1, Entry.file("scripts/../../ArtifactInstall_Enter_01", "x"))),
                refused(
                        "a script in a folder",
                        f -> f.header.add(1, Entry.file("scripts/sub/ArtifactInstall_Enter_01", "x"))),
                stricter("a script twice", "one of the two would never run", f -> {
                    f.header.add(1, Entry.file(SCRIPT, "x"));
                    f.header.add(1, Entry.file(SCRIPT, "y"));
                }),
                stricter(
                        "a script that is a symbolic link",
                        "only files are stored",
                        f -> f.header.add(1, Entry.ofType(Tar.SYMBOLIC_LINK, SCRIPT))),
                accepted("a script for no state", f -> f.header.add(1, Entry.file("scripts/foo", "x"))));
    }
}
