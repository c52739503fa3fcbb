// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.model.StateScript;
import io.flipside.artifact.tool.internal.SmallFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Declares the option that adds state scripts, and reads the script files. */
public final class StateScriptOptions {
    private static final int LONGEST = 16 << 20;

    @Option(
            names = {"--script", "-s"},
            paramLabel = "FILE",
            description = "A state script, named like ArtifactInstall_Enter_01_text. May be given several times.")
    List<Path> scripts = List.of();

    /** Packs them. */
    public void addTo(ArtifactWriter writer) throws IOException {
        for (var script : scripts) {
            var content = SmallFileReader.bytes(script, "script", LONGEST);
            writer.script(new StateScript(String.valueOf(script.getFileName()), content));
        }
    }

    public List<Path> files() {
        return scripts;
    }
}
