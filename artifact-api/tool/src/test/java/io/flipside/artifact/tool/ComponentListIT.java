// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Compares the list of components in the tool's jar (CycloneDX) with the libraries that its classes come from. */
class ComponentListIT {
    private static final String LIST = "META-INF/sbom/flipside-artifact.cdx.json";
    private static final Pattern NAMED = Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@]+)@");
    private static final Pattern JAR = Pattern.compile(".*/([^/]+?)-\\d[^/]*\\.jar!/.*");

    @Test
    void namesExactlyTheLibrariesThatAreShaded() throws IOException {
        var product = Path.of(System.getProperty("flipside.root"), "artifact-api/tool/target/flipside-artifact.jar");
        try (var jar = new JarFile(product.toFile())) {
            var list = jar.getEntry(LIST);
            Assumptions.assumeTrue(list != null || Peer.isCi(), "Maven makes no list of components offline (-o)");
            assertThat(list).as(LIST).isNotNull();

            var text = new String(jar.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8);
            var named =
                    NAMED.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
            assertThat(named).containsExactlyInAnyOrderElementsOf(shaded(jar)).hasSizeGreaterThan(3);
        }
    }

    private static Set<String> shaded(JarFile jar) throws IOException {
        var libraries = new TreeSet<>(Set.of("flipside-artifact"));
        for (var name : jar.stream().map(ZipEntry::getName).toList()) {
            if (name.endsWith(".class")) {
                for (var place :
                        Collections.list(ComponentListIT.class.getClassLoader().getResources(name))) {
                    var library = JAR.matcher(place.toString());
                    if (library.matches()) {
                        libraries.add(library.group(1));
                    }
                }
            }
        }
        return libraries;
    }
}
