// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.demo.ManagementApiClient;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour that keeps running, by the script, and what somebody does by hand after it. */
class DemoByHandIT {
    private static final Duration COMES_IN = Duration.ofSeconds(5);
    private static final Pattern LOGIN =
            Pattern.compile("server ready at \\S+\n  (http\\S+)  user (\\S+)  password (\\S+)\n");
    private static final Pattern TOUR_IS_OVER = Pattern.compile("everything keeps running");
    private static final Pattern VIRTUAL_DEVICE = Pattern.compile("virtual device (\\S+) of type virtual runs against");

    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void endWhatStillRuns() throws Exception {
        for (Process each : started) {
            interrupt(each);
        }
    }

    @Test
    void aReleaseIsDeployedAndADeviceComesInByHandUntilAllEnds() throws Exception {
        Process demo = start("demo", "demo");
        Matcher login = said("demo", LOGIN);
        ManagementApiClient api = new ManagementApiClient(URI.create(login.group(1)));
        api.login(login.group(2), login.group(3));
        said("demo", TOUR_IS_OVER);

        String first = api.devices("accepted").values().iterator().next();
        String deployment = api.deploy("by hand", "demo-3", List.of(first));
        Process device = start("device", "device", "virtual", "--server", login.group(1));
        String mac = said("device", VIRTUAL_DEVICE).group(1);
        Eventually.is(
                "it is pending", Managed.PATIENCE, () -> api.devices("pending").containsKey(mac));
        String id = api.devices("pending").get(mac);
        Eventually.is("demo-3 is deployed", Managed.PATIENCE, () -> api.finished(deployment));
        assertThat(api.statuses(deployment)).containsEntry(first, "success");
        assertThat(api.devices("accepted")).doesNotContainKey(mac);

        api.accept(mac);
        Eventually.is("it comes in", COMES_IN, () -> api.inventory(id, "artifact_name")
                .equals("virtual-1"));

        List<ProcessHandle> children = demo.descendants().toList();
        interrupt(device);
        interrupt(demo);
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(leftBehind()).isEmpty();
    }

    /** What the script prints goes to a file. A process that is started in the background might ignore SIGINT otherwise. */
    private Process start(String name, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "env", "--default-signal=INT", Lab.root().resolve("flipside").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output(name).toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path output(String name) {
        return directory.resolve(name + ".out");
    }

    private Matcher said(String name, Pattern what) throws Exception {
        Eventually.is(name + " says " + what, Managed.PATIENCE, () -> matcher(name, what)
                .find());
        Matcher found = matcher(name, what);
        assertThat(found.find()).isTrue();
        return found;
    }

    private Matcher matcher(String name, Pattern what) throws IOException {
        return what.matcher(Files.readString(output(name)));
    }

    /** As Ctrl-C does. */
    private static void interrupt(Process process) throws Exception {
        if (process.isAlive()) {
            Command.run("kill", "-INT", Long.toString(process.pid()));
        }
        process.waitFor();
    }

    private static List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Lab.root().resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("demo-[0-9]+|virtual-device-[0-9]+"))
                    .toList();
        }
    }
}
