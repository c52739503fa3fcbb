// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.DefaultProvides;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.Ext4Image;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.image.ImageKind;
import io.flipside.artifact.tool.internal.option.ImageClientConfigOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Edits the files of the Mender client below /etc/mender in an artifact's image: mender.conf, certificate, key,
 * artifact_info.
 */
final class ImageClientConfigEditor {
    private static final String DIRECTORY = "/etc/mender/";
    /** Where devices read what they run: Mender's client first, then ours. */
    private static final List<String> ARTIFACT_INFO =
            List.of(DIRECTORY + "artifact_info", "/etc/flipside/artifact_info");

    /** As in artifacts with an image; in the file it is one line. */
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}]{1,256}");

    private static final String CONFIGURATION = DIRECTORY + "mender.conf";
    private final ImageClientConfigOptions options;
    private final Optional<String> name;

    ImageClientConfigEditor(ImageClientConfigOptions options, Optional<String> name) {
        this.options = options;
        this.name = name;
    }

    /** Whether something in the image has to change: a new name matters to root filesystems in ext4 only. */
    boolean touchImage(Path artifactFile) throws IOException {
        if (options.any()) {
            return true;
        }
        if (name.isEmpty()) {
            return false;
        }
        try (var reader = ArtifactFileReader.open(artifactFile, List.of())) {
            boolean rootfs = reader.artifact().payload().type().equals(Optional.of(DefaultProvides.ROOTFS_IMAGE));
            var file = reader.nextFile();
            return rootfs
                    && file.isPresent()
                    && ImageFile.isChangeable(file.get().content().readNBytes(ImageKind.START));
        }
    }

    void applyTo(ExtractedImage image) throws IOException {
        if (!options.any() && name.isEmpty()) {
            return;
        }
        image.change(files -> applyTo(image, files));
    }

    private void applyTo(ExtractedImage image, Ext4Image files) throws IOException {
        if (name.isPresent()) {
            rename(image, files, name.get());
        }
        if (options.serverUri().isPresent() || options.tenantToken().isPresent()) {
            write(image, files, CONFIGURATION, configuration(image, files));
        }
        if (options.serverCertificate().isPresent()) {
            files.write(options.serverCertificate().get(), DIRECTORY + "server.crt", Optional.empty());
        }
        if (options.verificationKey().isPresent()) {
            files.write(options.verificationKey().get(), DIRECTORY + "artifact-verify-key.pem", Optional.empty());
        }
    }

    private static void rename(ExtractedImage image, Ext4Image files, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw ToolException.failed("the artifact name must have 1 to 256 printable characters, and no blank: '"
                    + name + "'; nothing was changed");
        }
        var text = "artifact_name=" + name + "\n";
        boolean known = false;
        for (var path : ARTIFACT_INFO) {
            if (files.exists(path)) {
                write(image, files, path, text);
                known = true;
            }
        }
        if (!known) {
            write(image, files, ARTIFACT_INFO.get(0), text);
        }
    }

    private static void write(ExtractedImage image, Ext4Image files, String path, String text) throws IOException {
        var file = image.temporaryFile("text");
        Files.writeString(file, text);
        files.write(file, path, files.exists(path) ? Optional.empty() : Optional.of(0644));
    }

    private String configuration(ExtractedImage image, Ext4Image files) throws IOException {
        var old = image.temporaryFile("mender.conf");
        files.extract(CONFIGURATION, old);
        try {
            Map<String, JsonValue> members = new LinkedHashMap<>(
                    Json.parse(Files.readAllBytes(old)).asObject().members());
            options.serverUri().ifPresent(uri -> members.put("ServerURL", new JsonString(uri)));
            options.tenantToken().ifPresent(token -> members.put("TenantToken", new JsonString(token)));
            return Json.text(new JsonObject(members)) + "\n";
        } catch (JsonException e) {
            throw new ToolException(ExitCode.FAILED, CONFIGURATION + " in the image is broken: " + e.getMessage(), e);
        }
    }
}
