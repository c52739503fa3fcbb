// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.keys.PemException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.RuntimeCryptoException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Enumerates the ciphers of encrypted keys, all in CBC mode, by their names and numbers. */
enum KeyFileCipher {
    AES_128("AES-128-CBC", "2.16.840.1.101.3.4.1.2", 16, AESEngine::newInstance),
    AES_192("AES-192-CBC", "2.16.840.1.101.3.4.1.22", 24, AESEngine::newInstance),
    AES_256("AES-256-CBC", "2.16.840.1.101.3.4.1.42", 32, AESEngine::newInstance),
    DES("DES-CBC", "1.3.14.3.2.7", 8, DESEngine::new),
    TRIPLE_DES("DES-EDE3-CBC", "1.2.840.113549.3.7", 24, DESedeEngine::new),
    CAMELLIA_128("CAMELLIA-128-CBC", "1.2.392.200011.61.1.1.1.2", 16, CamelliaEngine::new),
    CAMELLIA_192("CAMELLIA-192-CBC", "1.2.392.200011.61.1.1.1.3", 24, CamelliaEngine::new),
    CAMELLIA_256("CAMELLIA-256-CBC", "1.2.392.200011.61.1.1.1.4", 32, CamelliaEngine::new),
    ARIA_128("ARIA-128-CBC", "1.2.410.200046.1.1.2", 16, ARIAEngine::new),
    ARIA_192("ARIA-192-CBC", "1.2.410.200046.1.1.7", 24, ARIAEngine::new),
    ARIA_256("ARIA-256-CBC", "1.2.410.200046.1.1.12", 32, ARIAEngine::new),
    SEED("SEED-CBC", "1.2.410.200004.1.4", 16, SEEDEngine::new),
    SM4("SM4-CBC", "1.2.156.10197.1.104.2", 16, SM4Engine::new);

    private final String label;
    private final String oid;
    private final int keyLength;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<BlockCipher> engine;

    KeyFileCipher(String label, String oid, int keyLength, Supplier<BlockCipher> engine) {
        this.label = label;
        this.oid = oid;
        this.keyLength = keyLength;
        this.engine = engine;
    }

    /** Its name in the header DEK-Info of a PEM file. */
    static Optional<KeyFileCipher> ofLabel(String label) {
        return Stream.of(values()).filter(cipher -> cipher.label.equals(label)).findFirst();
    }

    static Optional<KeyFileCipher> ofOid(String oid) {
        return Stream.of(values()).filter(cipher -> cipher.oid.equals(oid)).findFirst();
    }

    int keyLength() {
        return keyLength;
    }

    /** Key and initialisation vector in the form of the library. */
    CipherParameters parameters(byte[] key, byte[] start) {
        return new ParametersWithIV(new KeyParameter(key), start);
    }

    /** Fails unless this is an initialisation vector for it. */
    byte[] requireStart(byte[] start) throws PemException {
        if (start.length != newEngine().getBlockSize()) {
            throw new PemException("it is damaged: its initialisation vector has " + start.length + " bytes");
        }
        return start;
    }

    BlockCipher newEngine() {
        return engine.get();
    }

    /** The decrypted bytes; empty if the key is wrong, as far as the padding tells. */
    static Optional<byte[]> decrypted(BlockCipher engine, CipherParameters keyAndStart, byte[] data) {
        var cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine), new PKCS7Padding());
        try {
            cipher.init(false, keyAndStart);
            var out = new byte[cipher.getOutputSize(data.length)];
            int length = cipher.processBytes(data, 0, data.length, out, 0);
            length += cipher.doFinal(out, length);
            return Optional.of(Arrays.copyOf(out, length));
        } catch (CryptoException | RuntimeCryptoException e) {
            return Optional.empty();
        }
    }
}
