// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Compares the list of components in the device archive (CycloneDX) with the jars and linked libraries that lie in it. */
class ComponentListIT {
    private static final Pattern NAMED = Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@]+)@");
    private static final Pattern VERSIONED_JAR = Pattern.compile("(?:.*/)?([^/]+?)-\\d[^/]*\\.jar(?:!/.*)?");

    @Test
    void namesExactlyTheJarsAndTheLibrariesInsideThem() throws IOException {
        var list = Lab.distribution().resolve("sbom/flipside-device.cdx.json");
        Assumptions.assumeTrue(
                Files.exists(list) || "true".equals(System.getenv("CI")),
                "Maven makes no list of components offline (-o)");
        var named = NAMED.matcher(Files.readString(list))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        var components = new TreeSet<>(Set.of("flipside-device"));
        for (var jar : jars()) {
            components.addAll(in(jar));
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(components).hasSizeGreaterThan(10);
    }

    private static List<Path> jars() throws IOException {
        var jars = new ArrayList<Path>();
        for (var folder : List.of("bundles", "lib")) {
            try (var files = Files.list(Lab.distribution().resolve(folder))) {
                files.filter(file -> !file.endsWith("flipside-launcher.jar")).forEach(jars::add);
            }
        }
        return jars;
    }

    /** The jar itself, jars nested in it, and of ours also the libraries whose classes were copied into it. */
    private static Set<String> in(Path file) throws IOException {
        var name = file.getFileName().toString().replaceFirst("\\.jar$", "");
        var components = new TreeSet<>(Set.of(name));
        try (var jar = new JarFile(file.toFile())) {
            for (var entry : jar.stream().map(ZipEntry::getName).toList()) {
                if (name.startsWith("flipside-") && entry.endsWith(".class")) {
                    for (var place : Collections.list(
                            ComponentListIT.class.getClassLoader().getResources(entry))) {
                        addLibrary(place.toString(), components);
                    }
                } else if (entry.endsWith(".jar")) {
                    addLibrary(entry, components);
                }
            }
        }
        return components;
    }

    private static void addLibrary(String place, Set<String> components) {
        var library = VERSIONED_JAR.matcher(place);
        if (library.matches()) {
            components.add(library.group(1));
        }
    }
}
