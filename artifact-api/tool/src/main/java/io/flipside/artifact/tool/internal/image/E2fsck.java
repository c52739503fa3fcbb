// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Lets {@code e2fsck} replay the journal of an image, and check it and repair what is safe to repair. */
final class E2fsck {
    /** What to do with a file system that e2fsck has to repair in another way than is safe. */
    static final String REPAIR = ". Repair the image with e2fsck before; nothing was changed";

    private static final int REPAIRED = 1;
    private static final int LONGEST_REPORT = 5;

    private final ImageProgram program;
    private final String name;

    /**
     * Creates one.
     *
     * @param name what the image is called in messages
     */
    E2fsck(ImageProgram program, String name) {
        this.program = program;
        this.name = name;
    }

    /**
     * Makes the image clean.
     *
     * @throws ToolException if a person has to decide how
     */
    void clean() throws IOException {
        var answer = program.run(List.of("-f", "-p"), "");
        if (answer.exitCode() > REPAIRED) {
            throw ToolException.failed(
                    "the file system in " + name + " is damaged, e2fsck says: " + report(answer) + REPAIR);
        }
    }

    private static String report(ImageProgram.Output answer) {
        var said = (answer.complaint().orElse("") + "\n" + answer.out())
                .lines()
                .map(line -> line.replaceFirst("^(payload-\\d+|partition|candidate|raw): ", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .limit(LONGEST_REPORT)
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? "exit code " + answer.exitCode() : said;
    }
}
