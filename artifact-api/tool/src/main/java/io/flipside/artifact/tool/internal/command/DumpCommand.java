// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.option.EmptyOptionFilter;
import io.flipside.artifact.tool.internal.text.TerminalEscaping;
import io.flipside.artifact.tool.internal.text.WriteCommandLineBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Extracts the parts of an artifact to files, and prints the command line that writes it again ({@code dump}). */
@Command(
        name = "dump",
        description =
                "Take an artifact apart, and say how to put it together again. Files that exist are not replaced.")
final class DumpCommand extends Subcommand {
    @Option(names = "--files", paramLabel = "DIR", description = "Put the payload files there.")
    Optional<Path> files = Optional.empty();

    @Option(names = "--meta-data", paramLabel = "DIR", description = "Put the meta-data there.")
    Optional<Path> metaData = Optional.empty();

    @Option(names = "--scripts", paramLabel = "DIR", description = "Put the state scripts there.")
    Optional<Path> scripts = Optional.empty();

    @Option(
            names = "--print-cmdline",
            description = "Print the arguments that write such an artifact from what was dumped.")
    boolean printCommandLine;

    @Option(names = "--print0-cmdline", description = "The same, each argument ended by a zero byte.")
    boolean printWithZeros;

    @Parameters(paramLabel = "ARTIFACT", description = "The artifact's file.")
    Path artifact = Path.of("");

    DumpCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws IOException {
        files = EmptyOptionFilter.file(files);
        metaData = EmptyOptionFilter.file(metaData);
        scripts = EmptyOptionFilter.file(scripts);
        try (var reader = ArtifactFileReader.open(artifact, List.of())) {
            var arguments = new WriteCommandLineBuilder(reader.artifact());
            dumpScripts(reader, arguments);
            dumpMetaData(reader, arguments);
            dumpFiles(reader, arguments);
            if (printCommandLine || printWithZeros) {
                warnOfAlternatives(reader.artifact().payload().depends());
                if (reader.augmented()) {
                    environment().warn("the command line makes the augment section part of the artifact itself");
                }
                environment().out().print(printWithZeros ? arguments.withZeros() : arguments.line() + "\n");
            }
        } catch (ArtifactException e) {
            throw new ToolException(ExitCode.BAD_ARTIFACT, artifact + ": " + e.getMessage(), e);
        }
    }

    private void warnOfAlternatives(Map<String, List<String>> depends) {
        depends.forEach((key, values) -> {
            if (values.size() != 1) {
                environment()
                        .warn("no argument can say that one of " + values.size() + " values of "
                                + TerminalEscaping.of(key) + " will do; the command line is not complete");
            }
        });
    }

    private void dumpScripts(ArtifactReader reader, WriteCommandLineBuilder arguments) throws IOException {
        if (scripts.isEmpty()) {
            return;
        }
        Files.createDirectories(scripts.get());
        for (var script : reader.artifact().scripts()) {
            var file = scripts.get().resolve(script.name());
            Files.write(file, script.content(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            arguments.add("--script", file.toString());
        }
    }

    private void dumpMetaData(ArtifactReader reader, WriteCommandLineBuilder arguments) throws IOException {
        if (metaData.isEmpty()) {
            return;
        }
        Files.createDirectories(metaData.get());
        var text = reader.artifact().payload().metaData();
        if (text.isPresent()) {
            var file = metaData.get().resolve("0000.meta-data");
            Files.writeString(
                    file,
                    text.get() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            arguments.add("--meta-data", file.toString());
        }
    }

    private void dumpFiles(ArtifactReader reader, WriteCommandLineBuilder arguments) throws IOException {
        if (files.isPresent()) {
            Files.createDirectories(files.get());
        }
        for (var next = reader.nextFile(); next.isPresent(); next = reader.nextFile()) {
            if (files.isPresent()) {
                var file = files.get().resolve(next.get().name());
                dump(next.get(), file);
                arguments.add("--file", file.toString());
            }
        }
    }

    /** A whole file or none: half of one might pass for the payload later. */
    private static void dump(PayloadFile content, Path file) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try {
                content.content().transferTo(out);
            } catch (IOException e) {
                Files.delete(file);
                throw e;
            }
        }
    }
}
