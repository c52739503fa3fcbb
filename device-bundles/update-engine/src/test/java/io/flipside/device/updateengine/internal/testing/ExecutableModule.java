// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.RebootNeed;
import io.flipside.device.support.program.ProgramLimits;
import io.flipside.device.support.program.ProgramResult;
import io.flipside.device.support.program.ProgramRunner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The smallest handler that leaves every decision to an executable, as Mender's Update Module protocol has it. */
public record ExecutableModule(Path executable) implements PayloadHandler {
    @Override
    public boolean wantsFileSizes(PayloadContext context) throws IOException {
        return call("ProvidePayloadFileSizes", context).equals("Yes");
    }

    @Override
    public void download(PayloadContext context, IncomingPayloadFiles files) throws IOException {
        Path stored = Files.createDirectories(context.workDirectory().resolve("files"));
        for (Optional<PayloadFile> file = files.next(); file.isPresent(); file = files.next()) {
            Files.copy(file.get().content(), stored.resolve(file.get().name()));
        }
        boolean sizes = context.payload().answers().fileSizes().orElseThrow();
        call(sizes ? "DownloadWithFileSizes" : "Download", context);
    }

    @Override
    public RebootNeed rebootNeed(PayloadContext context) throws IOException {
        String answer = call("NeedsArtifactReboot", context);
        return answer.isEmpty() ? RebootNeed.NO : RebootNeed.valueOf(answer.toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean supportsRollback(PayloadContext context) throws IOException {
        return call("SupportsRollback", context).equals("Yes");
    }

    @Override
    public void perform(PayloadAction action, PayloadContext context) throws IOException {
        call(state(action), context);
    }

    private static String state(PayloadAction action) {
        return switch (action) {
            case INSTALL -> "ArtifactInstall";
            case REBOOT -> "ArtifactReboot";
            case VERIFY_REBOOT -> "ArtifactVerifyReboot";
            case COMMIT -> "ArtifactCommit";
            case ROLLBACK -> "ArtifactRollback";
            case ROLLBACK_REBOOT -> "ArtifactRollbackReboot";
            case VERIFY_ROLLBACK_REBOOT -> "ArtifactVerifyRollbackReboot";
            case FAILURE -> "ArtifactFailure";
            case CLEANUP -> "Cleanup";
        };
    }

    private String call(String state, PayloadContext context) throws IOException {
        Path directory = context.workDirectory();
        ProgramLimits limits = new ProgramLimits(Duration.ofSeconds(30), 1000, 1000);
        try {
            ProgramResult result = new ProgramRunner(
                            List.of(executable.toString(), state, directory.toString()), executable.getParent(), limits)
                    .run();
            if (!result.exit().equals(Optional.of(0))) {
                throw new IOException(state + " failed");
            }
            return result.output().strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(state + " was interrupted").initCause(e);
        }
    }
}
