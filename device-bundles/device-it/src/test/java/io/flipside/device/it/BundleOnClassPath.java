// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle that the tests' class path holds.
 *
 * @param name its symbolic name
 * @param location its jar, or the directory of its classes where no jar has been made yet
 * @param headers its manifest
 */
record BundleOnClassPath(String name, Path location, Map<String, String> headers) {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern CLAUSE = Pattern.compile("([\\w.]+)((?:;[^,;\"]*(?:\"[^\"]*\")?)*)(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("version=\"?([\\d.]+)");

    static List<BundleOnClassPath> all() {
        try {
            List<BundleOnClassPath> bundles = new ArrayList<>();
            for (URL url :
                    Collections.list(BundleOnClassPath.class.getClassLoader().getResources(MANIFEST))) {
                read(url).ifPresent(bundles::add);
            }
            return bundles;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<BundleOnClassPath> ours() {
        return all().stream().filter(b -> b.name.startsWith("flipside-")).toList();
    }

    static BundleOnClassPath named(String name) {
        return all().stream()
                .filter(b -> b.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the class path of device-it"));
    }

    private static Optional<BundleOnClassPath> read(URL url) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        try (InputStream in = url.openStream()) {
            new Manifest(in).getMainAttributes().forEach((name, value) -> headers.put(name + "", value + ""));
        }
        String name = headers.get("Bundle-SymbolicName");
        return name == null
                ? Optional.empty()
                : Optional.of(new BundleOnClassPath(name.replaceFirst(";.*", ""), location(url), headers));
    }

    private static Path location(URL manifest) {
        String text =
                manifest.toString().replaceFirst("!?/" + MANIFEST + "$", "").replaceFirst("^jar:", "");
        return Path.of(URI.create(text));
    }

    /** The exported packages and their versions. */
    Map<String, String> exports() {
        Map<String, String> exports = new TreeMap<>();
        Matcher clause = CLAUSE.matcher(headers.getOrDefault("Export-Package", ""));
        while (clause.find()) {
            Matcher version = VERSION.matcher(clause.group(2));
            exports.put(clause.group(1), version.find() ? version.group(1) : "0.0.0");
        }
        return exports;
    }
}
