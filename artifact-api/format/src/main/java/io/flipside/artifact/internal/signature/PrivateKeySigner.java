// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** Signs data with a private key of the Java cryptography API. Thread-safe. */
public final class PrivateKeySigner {
    private final PrivateKey key;
    private final KeyKind kind;
    private final @Nullable Provider provider;

    public PrivateKeySigner(PrivateKey key) {
        this(key, null);
    }

    public PrivateKeySigner(PrivateKey key, @Nullable Provider provider) {
        this.key = key;
        this.kind = KeyKind.of(key);
        this.provider = provider;
    }

    /** The signature as the format stores it. */
    public byte[] sign(byte[] manifest) throws IOException {
        try {
            Signature signature = provider == null
                    ? Signature.getInstance(kind.algorithm())
                    : Signature.getInstance(kind.algorithm(), provider);
            signature.initSign(key);
            signature.update(manifest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("the key cannot sign: " + e.getMessage(), e);
        }
    }
}
