// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.SizeLimitException;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.text.ProgressBar;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/**
 * Runs an artifact writer with a progress bar and a reproducible time stamp, and turns its exceptions into messages
 * for the user.
 */
final class ArtifactWriteRunner {
    private final CommandContext context;

    ArtifactWriteRunner(CommandContext context) {
        this.context = context;
    }

    void write(ArtifactWriter writer, Path target, long payloadSize) throws IOException {
        context.environment().sourceDate().ifPresent(writer::modified);
        try {
            if (context.options().progress() && ProgressBar.watched()) {
                try (var bar =
                        new ProgressBar(context.environment().err(), "Writing " + target.getFileName(), payloadSize)) {
                    writer.onProgress(bar).write(target);
                }
            } else {
                writer.write(target);
            }
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw new ToolException(ExitCode.FAILED, "interrupted; nothing was written", e);
        } catch (SizeLimitException e) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT, "cannot create " + target + ": " + e.getMessage(), e);
        } catch (IOException e) {
            // A full disk says no more than that it is full.
            throw new ToolException(ExitCode.FAILED, "cannot write " + target + ": " + ErrorReporter.message(e), e);
        } catch (IllegalArgumentException e) {
            throw new ToolException(ExitCode.FAILED, e.getMessage() + "; nothing was written", e);
        }
    }
}
