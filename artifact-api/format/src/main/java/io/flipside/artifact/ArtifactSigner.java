// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.signature.PrivateKeySigner;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.Provider;

/**
 * Signs an artifact's manifest with a key that may lie in a file, on a PKCS#11 token or in a key management service.
 */
@FunctionalInterface
public interface ArtifactSigner {
    /**
     * A signature over these bytes: RSA PKCS#1 v1.5 with SHA-256, or ECDSA P-256 with SHA-256, DER or raw {@code r‖s}
     * (which is what gets stored).
     *
     * @param manifest the exact bytes of the manifest
     * @throws IOException if the key can't be used; the message says what now
     */
    byte[] sign(byte[] manifest) throws IOException;

    /**
     * Signs with a key that this Java runtime's default providers can use.
     *
     * @throws IllegalArgumentException if the key is neither RSA nor P-256
     */
    static ArtifactSigner of(PrivateKey key) {
        return new PrivateKeySigner(key)::sign;
    }

    /**
     * Signs with a key that only one provider can use, for example SunPKCS11.
     *
     * @throws IllegalArgumentException if the key is neither RSA nor P-256
     */
    static ArtifactSigner of(PrivateKey key, Provider provider) {
        return new PrivateKeySigner(key, provider)::sign;
    }
}
