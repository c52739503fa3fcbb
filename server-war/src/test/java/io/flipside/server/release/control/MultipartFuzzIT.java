// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets Jazzer look for a multipart body that makes the reader fail, hang, or find bytes that are not there. */
class MultipartFuzzIT {
    private static final int SECONDS = Integer.getInteger("flipside.fuzz.seconds", 3);
    /** Starting and instrumenting takes a while on a busy machine. */
    private static final int LONGEST_SECONDS = 180;

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

    @TempDir
    Path directory;

    @Test
    void findsNothing() throws Exception {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Path found = Files.createDirectory(directory.resolve("found"));
        String part = "--b\r\nContent-Disposition: form-data; name=\"artifact\"\r\n\r\nbytes\r\n";
        Files.write(corpus.resolve("form"), ("\2" + part + part + "--b--\r\n").getBytes(ISO_8859_1));
        Path log = directory.resolve("jazzer.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + MultipartTarget.class.getName(),
                        "--instrumentation_includes=io.flipside.server.release.**",
                        "--reproducer_path=" + found,
                        "-artifact_prefix=" + found + "/",
                        "-max_total_time=" + SECONDS,
                        "-timeout=20",
                        "-max_len=20000",
                        "-seed=1",
                        corpus.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS + LONGEST_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            String output = Files.readString(log);
            assertThat(process.exitValue()).as(output).isZero();
            Matcher done = DONE.matcher(output);
            assertThat(done.find()).as(output).isTrue();
            System.out.println(
                    "fuzzed multipart: " + done.group(1) + " executions in " + SECONDS + " s without a finding");
            assertThat(found).isEmptyDirectory();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
