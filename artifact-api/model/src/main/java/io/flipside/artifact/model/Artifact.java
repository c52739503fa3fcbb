// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Describes an artifact by the content of its header: name, compatible device types, dependencies, scripts, payload;
 * immutable.
 *
 * @param formatVersion 2 or 3
 * @param signed whether a signature is present (it was verified only if the reader was given keys)
 * @param name the artifact's (release's) name
 * @param group the artifact group it provides, if any
 * @param deviceTypes the device types that it fits, never empty
 * @param dependsName artifact names, one of which the device must have; empty: any
 * @param dependsGroup artifact groups, one of which the device must have; empty: any
 * @param scripts the state scripts, in the order in which they are stored
 * @param payload the payload
 */
public record Artifact(
        int formatVersion,
        boolean signed,
        String name,
        Optional<String> group,
        List<String> deviceTypes,
        List<String> dependsName,
        List<String> dependsGroup,
        List<StateScript> scripts,
        Payload payload) {
    public Artifact {
        deviceTypes = List.copyOf(deviceTypes);
        dependsName = List.copyOf(dependsName);
        dependsGroup = List.copyOf(dependsGroup);
        scripts = List.copyOf(scripts);
    }

    /**
     * Collects all that the artifact depends on: device type, artifact name and group where it asks for any, and the
     * payload's own; key to accepted values.
     */
    public Map<String, List<String>> depends() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(ProvidesRules.DEVICE_TYPE, deviceTypes);
        if (!dependsName.isEmpty()) {
            all.put(ProvidesRules.ARTIFACT_NAME, dependsName);
        }
        if (!dependsGroup.isEmpty()) {
            all.put(ProvidesRules.ARTIFACT_GROUP, dependsGroup);
        }
        all.putAll(new TreeMap<>(payload.depends()));
        return all;
    }

    /**
     * Describes the payload of an artifact, augment section merged in.
     *
     * @param type its type; empty for an artifact without payload ("bootstrap")
     * @param provides what the device provides once it is installed
     * @param depends what the device must provide: key to acceptable values
     * @param clearsProvides patterns ({@code *} is any run of characters) of provides to erase; empty when the
     *     artifact has no such field, which means: all
     * @param metaData a JSON object as text, if any
     * @param files the payload files that the manifest lists, in stored order
     */
    public record Payload(
            Optional<String> type,
            Map<String, String> provides,
            Map<String, List<String>> depends,
            Optional<List<String>> clearsProvides,
            Optional<String> metaData,
            List<ListedFile> files) {
        public Payload {
            provides = Map.copyOf(provides);
            depends = Map.copyOf(depends);
            clearsProvides = clearsProvides.map(List::copyOf);
            files = List.copyOf(files);
        }
    }

    /**
     * Names a payload file and its digest, as the manifest lists them, before its bytes are read.
     *
     * @param name bare file name
     * @param digest SHA-256 of its uncompressed bytes
     */
    public record ListedFile(String name, Digest digest) {}
}
