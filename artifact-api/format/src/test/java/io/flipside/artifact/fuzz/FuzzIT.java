// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets Jazzer look for inputs that make a target fail, hang, or need too much memory. */
final class FuzzIT {
    static final Path CORPUS = Path.of("src/test/resources/fuzz").toAbsolutePath();

    /** For each target. */
    private static final int SECONDS = Integer.getInteger("flipside.fuzz.seconds", 3);
    /** Starting and instrumenting takes a while on a busy machine. */
    private static final int PATIENCE_SECONDS = 180;

    private static final int HEAP_MIB = 768;
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            classes = {
                JsonTarget.class,
                TarTarget.class,
                ReaderTarget.class,
                HeaderTarget.class,
                ManifestTarget.class,
                CodecTarget.class
            })
    void findsNothing(Class<?> target) throws IOException, InterruptedException {
        String name = target.getSimpleName().replace("Target", "").toLowerCase(Locale.ROOT);
        Path found = Files.createDirectory(directory.resolve("found"));
        Path grown = Files.createDirectory(directory.resolve("grown"));
        String output = ChildJvm.run(
                directory,
                HEAP_MIB,
                SECONDS + PATIENCE_SECONDS,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.flipside.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-max_total_time=" + SECONDS,
                "-timeout=20",
                "-rss_limit_mb=2500",
                "-max_len=20000",
                "-seed=1",
                grown.toString(),
                CORPUS.resolve(name).toString());
        Matcher done = DONE.matcher(output);
        assertThat(done.find()).as(output).isTrue();
        System.out.println(
                "fuzzed " + name + ": " + done.group(1) + " executions in " + SECONDS + " s without a finding");
        assertThat(found).isEmptyDirectory();
    }
}
