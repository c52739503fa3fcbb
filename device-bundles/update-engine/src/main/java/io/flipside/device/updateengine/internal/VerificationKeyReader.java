// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.keys.PemKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Reads public keys from PEM files. A key that can't be read is an error: never fewer checks than were asked for. */
final class VerificationKeyReader {
    private VerificationKeyReader() {}

    static List<PublicKey> read(List<Path> files) throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.addAll(read(file));
        }
        return keys;
    }

    private static List<PublicKey> read(Path file) throws IOException {
        try {
            if (Files.size(file) > PemKeys.MAX_LENGTH) {
                throw new IOException("longer than " + PemKeys.MAX_LENGTH + " bytes");
            }
            return PemKeys.publicKeys(Files.readString(file));
        } catch (IOException e) {
            throw new IOException(
                    "every artifact is refused, because verification key " + file + " can't be read: " + e.getMessage(),
                    e);
        }
    }
}
