// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.keys.PemException;
import io.flipside.artifact.keys.PemKeys;
import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads private and public keys from files: PEM, DER and PKCS#12. */
public final class KeyFileReader {
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----");

    private final Path file;
    private final byte[] bytes;
    /** Key files are ASCII; a comment in any other encoding must not matter. */
    private final String text;

    private KeyFileReader(Path file) throws IOException {
        this.file = file;
        this.bytes = SmallFileReader.bytes(file, "key", PemKeys.MAX_LENGTH);
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The public keys of a file, at least one. */
    public static List<PublicKey> publicKeys(Path file) throws IOException {
        return new KeyFileReader(file).publicKeys();
    }

    /** Signs with the private key of a file; if it is encrypted, its passphrase is looked for, or asked for. */
    public static ArtifactSigner signer(Path file, Optional<Path> passphraseFile, CommandEnvironment environment)
            throws IOException {
        var reader = new KeyFileReader(file);
        var key = reader.privateKey(new PassphraseSource(file, passphraseFile, environment));
        try {
            return key instanceof ECPrivateKey ecdsa ? EcdsaKeySigner.of(ecdsa) : ArtifactSigner.of(key);
        } catch (PemException e) {
            throw reader.unusable(e);
        }
    }

    private List<PublicKey> publicKeys() throws IOException {
        try {
            if (!text.contains("PUBLIC KEY-----")) {
                ForeignKeyFile.refuse(file, bytes, "public key");
            }
            return PemKeys.publicKeys(
                    text.contains(BEGIN) ? text : DerKeyFile.read(bytes).publicPem(file));
        } catch (PemException e) {
            throw unusable(e);
        }
    }

    private PrivateKey privateKey(PassphraseSource source) throws IOException {
        try {
            long keys = PRIVATE_KEY.matcher(text).results().count();
            if (keys > 1) {
                throw new PemException("there are " + keys
                        + " private keys in it; which one shall sign? Give a file with this one alone");
            }
            if (keys == 0 || text.contains("-----BEGIN OPENSSH") || text.contains("-----BEGIN DSA")) {
                ForeignKeyFile.refuse(file, bytes, "private key");
            }
            if (PemKeys.isEncrypted(text)) {
                return PemKeys.privateKey(EncryptedPemFile.decrypted(text, source));
            }
            if (text.contains(BEGIN)) {
                source.warnIfUnused();
                return PemKeys.privateKey(text);
            }
            return PemKeys.privateKey(DerKeyFile.read(bytes).privatePem(source));
        } catch (PemException e) {
            throw unusable(e);
        }
    }

    private ToolException unusable(PemException e) {
        var what = ForeignKeyFile.named(String.valueOf(e.getMessage()), file);
        return new ToolException(ExitCode.FAILED, "cannot use the key " + file + ": " + what, e);
    }
}
