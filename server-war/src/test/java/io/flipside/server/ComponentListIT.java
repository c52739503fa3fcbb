// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Compares the lists of components in the server's WAR and in its runnable jar (CycloneDX) with what lies in them. */
class ComponentListIT {
    private static final Path TARGET = Path.of(System.getProperty("flipside.root"), "server-war/target");
    private static final Pattern NAMED = Pattern.compile("\"purl\" : \"pkg:maven/([^/]+)/([^@]+)@");
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/(.+?)-\\d[^/]*\\.jar");
    private static final Pattern BUNDLED = Pattern.compile("(?m)^((?:@[\\w-]+/)?[\\w.-]+)/\\S+\\.js:");
    /** The groups of what is bundled into the web console instead of lying in WEB-INF/lib. */
    private static final Set<String> WEB = Set.of("org.webjars.npm", "org.mvnpm.at.fontsource");

    @Test
    void theListInTheWarNamesExactlyItsLibraries() throws IOException {
        try (var war = new JarFile(TARGET.resolve("flipside-server.war").toFile())) {
            var libraries = war.stream()
                    .map(entry -> LIBRARY.matcher(entry.getName()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group(1))
                    .collect(Collectors.toSet());
            libraries.add("flipside-server");

            assertThat(named(war, group -> !WEB.contains(group)))
                    .containsExactlyInAnyOrderElementsOf(libraries)
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void theListInTheWarNamesWhatTheConsoleIsBundledFrom() throws IOException {
        try (var war = new JarFile(TARGET.resolve("flipside-server.war").toFile())) {
            var bundled = war.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".LEGAL.txt"))
                    .flatMap(name -> BUNDLED.matcher(text(war, name)).results())
                    .map(found -> found.group(1).replace("@", "").replace("/", "__"))
                    .collect(Collectors.toSet());

            assertThat(named(war, WEB::contains)).containsAll(bundled).contains("lit", "inter");
        }
    }

    @Test
    void theListInTheRunnableJarNamesTheWarAndTheApplicationServer() throws IOException {
        try (var jar = new JarFile(TARGET.resolve("flipside-server.jar").toFile())) {
            assertThat(jar.getEntry("flipside-server.war")).isNotNull();
            assertThat(jar.getEntry("payara-micro.jar")).isNotNull();
            assertThat(text(jar, "META-INF/sbom/flipside-server-jar.cdx.json"))
                    .contains("pkg:maven/io.flipside/flipside-server@" + System.getProperty("flipside.version"))
                    .contains("pkg:maven/fish.payara.extras/payara-micro@")
                    .doesNotContain("${");
        }
    }

    private static Set<String> named(JarFile war, Predicate<String> group) {
        var list = "WEB-INF/classes/META-INF/sbom/flipside-server.cdx.json";
        Assumptions.assumeTrue(
                war.getEntry(list) != null || "true".equals(System.getenv("CI")),
                "Maven makes no list of components offline (-o)");
        return NAMED.matcher(text(war, list))
                .results()
                .filter(found -> group.test(found.group(1)))
                .map(found -> found.group(2))
                .collect(Collectors.toSet());
    }

    private static String text(JarFile jar, String name) {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
