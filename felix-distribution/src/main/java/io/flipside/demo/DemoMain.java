// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Runs {@code flipside demo}: exit code 0 if everything went as expected, 1 otherwise. */
public final class DemoMain {
    private DemoMain() {}

    /** Runs the tour. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            DemoOptions options = DemoOptions.parse(arguments);
            Path root = Path.of(System.getProperty("flipside.root", ".")).toAbsolutePath();
            Path target = Files.createDirectories(root.resolve("target"));
            return run(options, root, Files.createTempDirectory(target, "demo-"));
        } catch (IOException e) {
            System.err.println("flipside demo: " + e.getMessage());
        } catch (InterruptedException e) {
            System.err.println("flipside demo: interrupted");
        }
        return 1;
    }

    private static int run(DemoOptions options, Path root, Path directory) throws IOException, InterruptedException {
        DemoScenario demo =
                new DemoScenario(options, root, directory, System.out, Boolean.getBoolean("flipside.terminal"));
        // Also the way out after Ctrl-C.
        Thread end = new Thread(demo::close, "demo-end");
        Runtime.getRuntime().addShutdownHook(end);
        demo.run();
        if (!options.once()) {
            System.out.println("everything keeps running; look at the web console, Ctrl-C ends it");
            System.out.println(
                    "  " + demo.address() + "  user " + ServerProcess.USER + "  password " + ServerProcess.PASSWORD);
            new CountDownLatch(1).await();
        }
        demo.close();
        delete(directory);
        return 0;
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
