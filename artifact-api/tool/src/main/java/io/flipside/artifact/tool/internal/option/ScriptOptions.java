// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Programs that the device runs on entering or leaving a state of the update. */
public final class ScriptOptions {
    @Option(
            names = {"--script", "-s"},
            paramLabel = "FILE",
            description = "A state script, named like ArtifactInstall_Enter_01_text. May be given several times.")
    List<Path> scripts = List.of();

    public List<Path> scripts() {
        return scripts;
    }
}
