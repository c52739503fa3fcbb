// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.model.StateScript;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Declares the option that adds state scripts, each by itself or all of a directory, and reads the script files. */
public final class StateScriptOptions {
    private static final int LONGEST = 16 << 20;

    @Option(
            names = {"--script", "-s"},
            paramLabel = "FILE",
            description =
                    "A state script, named like ArtifactInstall_Enter_01_text, or a directory of nothing else. May"
                            + " be given several times.")
    List<Path> scripts = List.of();

    /** Packs them. */
    public void addTo(ArtifactWriter writer) throws IOException {
        read().forEach(writer::script);
    }

    /** The scripts themselves. */
    public List<StateScript> read() throws IOException {
        var read = new ArrayList<StateScript>();
        long total = 0;
        for (var file : files()) {
            var content = SmallFileReader.bytes(file, "script", LONGEST);
            total += content.length;
            if (total > LONGEST) {
                throw ToolException.failed("the state scripts have more than " + LONGEST + " bytes together");
            }
            read.add(new StateScript(String.valueOf(file.getFileName()), content));
        }
        return read;
    }

    /** Their files; those of a directory in the order of their names, in which they also run. */
    public List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var script : scripts) {
            // An empty name is no directory, but an error that the caller reports.
            if (!script.toString().isEmpty() && Files.isDirectory(script)) {
                try (var inside = Files.list(script)) {
                    inside.sorted().forEach(files::add);
                }
            } else {
                files.add(script);
            }
        }
        return files;
    }
}
