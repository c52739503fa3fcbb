// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.SmallFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Declares the options of the {@code modify} command for the configuration of the Mender client in an image: server,
 * certificate, key, tenant token.
 */
public final class ImageClientConfigOptions {
    @Option(
            names = {"--server-uri", "-u"},
            paramLabel = "URI",
            description = "The server that the client in the image talks to.")
    Optional<String> serverUri = Optional.empty();

    @Option(
            names = {"--server-cert", "-c"},
            paramLabel = "FILE",
            description = "The certificate with which the client checks its server; becomes /etc/mender/server.crt.")
    Optional<Path> serverCertificate = Optional.empty();

    @Option(
            names = {"--verification-key", "-v"},
            paramLabel = "FILE",
            description =
                    "The key with which the client verifies artifacts; becomes /etc/mender/artifact-verify-key.pem.")
    Optional<Path> verificationKey = Optional.empty();

    @Option(
            names = {"--tenant-token", "-t"},
            paramLabel = "TEXT",
            description = "The tenant token that the client sends, or a file with it.")
    Optional<String> tenantToken = Optional.empty();

    public Optional<String> serverUri() {
        return EmptyOptionFilter.text(serverUri);
    }

    public Optional<Path> serverCertificate() {
        return EmptyOptionFilter.file(serverCertificate);
    }

    public Optional<Path> verificationKey() {
        return EmptyOptionFilter.file(verificationKey);
    }

    /** The token itself; a file of that name holds it. */
    public Optional<String> tenantToken() throws IOException {
        var given = EmptyOptionFilter.text(tenantToken);
        if (given.isPresent() && Files.exists(Path.of(given.get()))) {
            return Optional.of(
                    SmallFileReader.text(Path.of(given.get()), "tenant token").strip());
        }
        return given;
    }

    public boolean any() {
        return serverUri().isPresent()
                || serverCertificate().isPresent()
                || verificationKey().isPresent()
                || EmptyOptionFilter.text(tenantToken).isPresent();
    }
}
