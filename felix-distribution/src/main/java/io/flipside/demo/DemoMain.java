// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import io.flipside.virtual.DirectoryDeletion;
import io.flipside.virtual.ProcessDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs {@code flipside demo}: exit code 0 if everything went as expected, 1 otherwise. */
public final class DemoMain {
    private DemoMain() {}

    /** Runs the tour. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        List<String> line = List.of(arguments);
        if (line.contains("--help") || line.contains("-h")) {
            System.out.println(DemoOptions.USAGE);
            return 0;
        }
        try {
            DemoOptions options = DemoOptions.parse(arguments);
            Path root = Path.of(System.getProperty("flipside.root", ".")).toAbsolutePath();
            run(options, root, ProcessDirectory.create(root.resolve("target"), "demo-"));
            return 0;
        } catch (IOException e) {
            System.err.println("flipside demo: " + e.getMessage());
        } catch (InterruptedException e) {
            System.err.println("flipside demo: interrupted");
        }
        return 1;
    }

    private static void run(DemoOptions options, Path root, Path directory) throws IOException, InterruptedException {
        DemoScenario demo =
                new DemoScenario(options, root, directory, System.out, Boolean.getBoolean("flipside.terminal"));
        AtomicBoolean failed = new AtomicBoolean();
        // Also the way out after Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(demo, directory, failed.get()), "demo-end"));
        try {
            demo.run();
        } catch (IOException e) {
            failed.set(true);
            throw e;
        }
        if (!options.once()) {
            System.out.println("everything keeps running; look at the web console, Ctrl-C ends it");
            demo.sayAddress();
            new CountDownLatch(1).await();
        }
    }

    private static void end(DemoScenario demo, Path directory, boolean failed) {
        try {
            demo.close();
            if (failed) {
                DirectoryDeletion.deleteAllButLogs(directory);
            } else {
                DirectoryDeletion.delete(directory);
            }
        } catch (IOException e) {
            System.err.println("flipside demo: " + directory + " was not deleted: " + e.getMessage());
        }
    }
}
