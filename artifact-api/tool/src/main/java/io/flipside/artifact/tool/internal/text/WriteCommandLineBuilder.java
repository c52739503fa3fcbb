// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import io.flipside.artifact.DefaultProvides;
import io.flipside.artifact.model.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Builds the {@code write} command line that would create a given artifact again. It has long option names only, and
 * leaves nothing to defaults.
 */
public final class WriteCommandLineBuilder {
    /** A star behind a text as in rootfs-image.* stays as it is, for those who use the line without eval. */
    private static final Pattern PLAIN =
            Pattern.compile("[\\w.,:/@%+=-][\\w.,:/@%+=*-]*", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<String> arguments = new ArrayList<>();

    public WriteCommandLineBuilder(Artifact artifact) {
        arguments.add("write");
        arguments.add(command(artifact));
        add("--artifact-name", artifact.name());
        artifact.group().ifPresent(group -> add("--provides-group", group));
        artifact.dependsName().forEach(name -> add("--artifact-name-depends", name));
        artifact.deviceTypes().forEach(type -> add("--device-type", type));
        artifact.dependsGroup().forEach(group -> add("--depends-groups", group));
        if (artifact.formatVersion() == 2) {
            add("--version", "2");
        } else {
            payload(artifact.payload());
        }
    }

    private static String command(Artifact artifact) {
        if (artifact.formatVersion() == 2) {
            return DefaultProvides.ROOTFS_IMAGE;
        }
        return artifact.payload().type().isPresent() ? "module-image" : "bootstrap-artifact";
    }

    private void payload(Artifact.Payload payload) {
        if (payload.type().isPresent()) {
            add("--type", payload.type().get());
            arguments.add("--no-default-software-version");
            arguments.add("--no-default-clears-provides");
        }
        new TreeMap<>(payload.provides()).forEach((key, value) -> add("--provides", key + ":" + value));
        new TreeMap<>(payload.depends())
                .forEach((key, values) -> values.forEach(value -> add("--depends", key + ":" + value)));
        payload.clearsProvides().ifPresent(patterns -> patterns.forEach(pattern -> add("--clears-provides", pattern)));
    }

    /** Adds an option. */
    public void add(String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }

    /** One line; what a shell would take apart is quoted. */
    public String line() {
        return String.join(
                " ", arguments.stream().map(WriteCommandLineBuilder::quoted).toList());
    }

    /** For {@code xargs -0}. */
    public String withZeros() {
        return String.join("\0", arguments) + "\0";
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
