// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.model.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Derives the default provides and clears-provides of an artifact: {@code <filesystem>.<name>.version} and, for images,
 * the checksum. The rules are those of {@code mender-artifact}, whose options bear the same names.
 *
 * @param filesystem {@code --software-filesystem}; default {@code rootfs-image}
 * @param name {@code --software-name}; default: none for images, the payload type for modules
 * @param version {@code --software-version}; default: the artifact's name
 * @param defaultVersion false: {@code --no-default-software-version}
 * @param defaultClears false: {@code --no-default-clears-provides}
 * @param checksum which checksum an image provides
 */
public record DefaultProvides(
        Optional<String> filesystem,
        Optional<String> name,
        Optional<String> version,
        boolean defaultVersion,
        boolean defaultClears,
        Checksum checksum) {
    /** The type of payload that is the image of a root filesystem. */
    public static final String ROOTFS_IMAGE = "rootfs-image";

    /** All defaults. */
    public static final DefaultProvides STANDARD =
            new DefaultProvides(Optional.empty(), Optional.empty(), Optional.empty(), true, true, Checksum.STANDARD);

    /** No provides and no clears but those given. */
    public static final DefaultProvides NONE =
            new DefaultProvides(Optional.empty(), Optional.empty(), Optional.empty(), false, false, Checksum.NONE);

    /** Chooses the key under which an image provides its checksum. */
    public enum Checksum {
        /** {@code rootfs-image.checksum}. */
        STANDARD,
        /** {@code rootfs_image_checksum}. */
        LEGACY,
        /** Not at all. */
        NONE
    }

    /** The provides of a payload; those given win over the defaults, except for an image's checksum. */
    Map<String, String> provides(String type, String artifactName, Optional<Digest> image, Map<String, String> given) {
        Map<String, String> provides = new TreeMap<>();
        if (defaultVersion || version.isPresent()) {
            provides.put(stem(type) + ".version", version.orElse(artifactName));
        }
        provides.putAll(given);
        image.filter(digest -> checksum != Checksum.NONE)
                .ifPresent(digest -> provides.put(
                        checksum == Checksum.STANDARD ? "rootfs-image.checksum" : "rootfs_image_checksum",
                        digest.hex()));
        return provides;
    }

    /** The patterns that a payload clears; those given come first. Empty list: the artifact says nothing of it. */
    List<String> clears(String type, List<String> given) {
        List<String> clears = new ArrayList<>(given);
        if (defaultVersion && defaultClears) {
            boolean plainImage = type.equals(ROOTFS_IMAGE) && filesystem.isEmpty() && name.isEmpty();
            List<String> defaults = plainImage
                    ? List.of("artifact_group", "rootfs_image_checksum", "rootfs-image.*")
                    : List.of(stem(type) + ".*");
            defaults.stream().filter(pattern -> !clears.contains(pattern)).forEach(clears::add);
        }
        return clears;
    }

    private String stem(String type) {
        Optional<String> defaultName =
                defaultVersion && !type.equals(ROOTFS_IMAGE) ? Optional.of(type) : Optional.empty();
        return filesystem.orElse(ROOTFS_IMAGE)
                + name.or(() -> defaultName).map(text -> "." + text).orElse("");
    }
}
