// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Validates an {@link Artifact} before it is written, and throws if no device would accept it. */
final class PreWriteValidator {
    /** Longest name, group or device type in bytes; the newest tools of the field refuse more. */
    private static final int MAX_NAME = 256;

    private PreWriteValidator() {}

    /** The same for an artifact that may have an augment section. */
    static void require(ArtifactParts parts) {
        Artifact original = require(parts.original());
        if (parts.augment().isEmpty()) {
            return;
        }
        if (original.formatVersion() == 2 || original.payload().type().isEmpty()) {
            throw new IllegalArgumentException("an augment section needs format version 3 and a payload");
        }
        Artifact augment = require(parts.augment().get());
        requireFiles(Stream.concat(original.payload().files().stream(), augment.payload().files().stream())
                .toList());
    }

    static Artifact require(Artifact artifact) {
        requireName("artifact name", artifact.name());
        boolean module = artifact.payload()
                .type()
                .filter(type -> !type.equals(DefaultProvides.ROOTFS_IMAGE))
                .isPresent();
        if (!module && artifact.name().chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("blanks are not allowed in the artifact name '" + artifact.name() + "'");
        }
        if (artifact.deviceTypes().isEmpty()) {
            throw new IllegalArgumentException("at least one device type is needed");
        }
        artifact.deviceTypes().forEach(type -> requireName("device type", type));
        artifact.group().ifPresent(group -> requireName("artifact group", group));
        artifact.payload().type().ifPresent(type -> requireName("payload type", type));
        requireScripts(artifact.scripts());
        requireKeys(artifact.payload().provides().keySet());
        requireKeys(artifact.payload().depends().keySet());
        requireFiles(artifact.payload().files());
        if (artifact.formatVersion() == 2) {
            requireVersion2(artifact);
        }
        return artifact;
    }

    private static void requireScripts(List<StateScript> scripts) {
        Set<String> names = new HashSet<>();
        for (StateScript script : scripts) {
            requireScript(script.name());
            if (!names.add(script.name())) {
                throw new IllegalArgumentException("two state scripts are named '" + script.name() + "'; rename one");
            }
        }
    }

    private static void requireScript(String name) {
        if (!StateScript.isRunnable(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a state script that an artifact can carry:"
                            + " Artifact{Install,Reboot,Commit,Rollback,RollbackReboot,Failure}_{Enter,Leave,Error}_NN[_text]");
        }
    }

    private static void requireName(String what, String name) {
        boolean printable = name.codePoints().noneMatch(Character::isISOControl);
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_NAME || !printable) {
            throw new IllegalArgumentException(
                    "the " + what + " must have 1 to " + MAX_NAME + " printable bytes: '" + name + "'");
        }
    }

    private static void requireKeys(Set<String> keys) {
        for (String key : HeaderJsonParser.RESERVED) {
            if (keys.contains(key)) {
                throw new IllegalArgumentException(
                        "'" + key + "' cannot be provided or depended on as a key; it has an option of its own");
            }
        }
    }

    private static void requireFiles(List<Artifact.ListedFile> files) {
        Set<String> names = new HashSet<>();
        for (Artifact.ListedFile file : files) {
            if (!FileNameRules.isPayloadFile(file.name())) {
                throw new IllegalArgumentException("payload file names consist of letters, digits and _.,- only: '"
                        + file.name() + "'; rename the file");
            }
            if (!names.add(file.name())) {
                throw new IllegalArgumentException("two payload files are named '" + file.name() + "'; rename one");
            }
        }
    }

    private static void requireVersion2(Artifact artifact) {
        Artifact.Payload payload = artifact.payload();
        boolean plain = artifact.group().isEmpty()
                && artifact.dependsName().isEmpty()
                && artifact.dependsGroup().isEmpty()
                && payload.provides().isEmpty()
                && payload.depends().isEmpty()
                && payload.clearsProvides().equals(Optional.empty())
                && payload.type().isPresent();
        if (!plain) {
            throw new IllegalArgumentException(
                    "format version 2 has no groups, depends, provides, clears-provides and empty payloads; use version 3");
        }
    }
}
