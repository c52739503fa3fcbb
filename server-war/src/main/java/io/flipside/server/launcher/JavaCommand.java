// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Finds the Java executable, and the options with which Payara's jar has to be started. */
final class JavaCommand {
    private JavaCommand() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the manifest of a jar opens; it counts only for {@code java -jar}, so it is said on the command line. */
    static List<String> opened(Path jarFile) throws IOException {
        try (JarFile jar = new JarFile(jarFile.toFile())) {
            List<String> options = new ArrayList<>();
            Manifest manifest = jar.getManifest();
            if (manifest != null) {
                Attributes main = manifest.getMainAttributes();
                add(options, "--add-opens", main.getValue("Add-Opens"));
                add(options, "--add-exports", main.getValue("Add-Exports"));
            }
            return options;
        }
    }

    private static void add(List<String> options, String option, @org.jspecify.annotations.Nullable String packages) {
        if (packages != null) {
            for (String name : packages.split(" ", -1)) {
                options.add(option);
                options.add(name + "=ALL-UNNAMED");
            }
        }
    }
}
