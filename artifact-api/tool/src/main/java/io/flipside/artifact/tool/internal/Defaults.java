// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a written artifact provides and clears if the user does not say otherwise. The keys and the rules are those of
 * mender-artifact, because devices and servers in the field compare them.
 *
 * @param prefix start of the version's key, for example {@code rootfs-image} or {@code rootfs-image.my-module}
 * @param version what the version's key says; empty: no version, and then no default clears either
 * @param clears whether matching old provides are cleared
 */
public record Defaults(String prefix, Optional<String> version, boolean clears) {
    /** File system that a payload belongs to unless {@code --software-filesystem} names another. */
    public static final String FILESYSTEM = "rootfs-image";
    /** Provide that holds the digest of a root file system image. */
    public static final String CHECKSUM = "rootfs-image.checksum";
    /** The same, as clients before 2.6 know it. */
    public static final String LEGACY_CHECKSUM = "rootfs_image_checksum";
    /** Where an artifact goes without {@code --output-path}. */
    public static final String OUTPUT = "artifact.mender";
    /** How it is compressed without {@code --compression}. */
    public static final String COMPRESSION = "gzip";
    /** Format version without {@code --version}. */
    public static final int FORMAT_VERSION = 3;

    private static final List<String> ROOTFS_CLEARS = List.of("artifact_group", LEGACY_CHECKSUM, FILESYSTEM + ".*");

    /** The user's provides, on top of the default ones. */
    public Map<String, String> provides(Map<String, String> given) {
        var provides = new TreeMap<String, String>();
        version.ifPresent(value -> provides.put(prefix + ".version", value));
        provides.putAll(given);
        return provides;
    }

    /** The user's patterns, then the default ones; empty: the artifact gets no such field. */
    public Optional<List<String>> clearsProvides(List<String> given) {
        var patterns = new LinkedHashSet<>(given);
        if (clears && version.isPresent()) {
            patterns.addAll(prefix.equals(FILESYSTEM) ? ROOTFS_CLEARS : List.of(prefix + ".*"));
        }
        return patterns.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(patterns));
    }
}
