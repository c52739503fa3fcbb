// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.tool.internal.ToolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Enumerates the kinds of key files that are not read here, and tells how to convert each. */
enum ForeignKeyFile {
    EMPTY("\\s*", "it is empty"),
    OPENSSH(
            ".*-----BEGIN OPENSSH PRIVATE KEY-----.*",
            "it is a private key of OpenSSH; convert a copy of it in place: ssh-keygen -p -m PEM -f FILE"),
    OPENSSH_PUBLIC(
            "(ssh|ecdsa)-[a-z0-9-]+ .*",
            "it is a public key of OpenSSH; convert it: ssh-keygen -e -m PKCS8 -f FILE > FILE.pem"),
    PUTTY("PuTTY-User-Key-File-.*", "it is a key of PuTTY; convert it: puttygen FILE -O private-openssh -o FILE.pem"),
    OPENPGP(
            ".*-----BEGIN PGP .*",
            "it is a key of OpenPGP, which signs no artifacts; make one that does: openssl genpkey -algorithm EC"
                    + " -pkeyopt ec_paramgen_curve:P-256 -out FILE.pem"),
    DSA(
            ".*-----BEGIN DSA PRIVATE KEY-----.*",
            "it is a DSA key, which signs no artifacts; make one that does: openssl genpkey -algorithm EC -pkeyopt"
                    + " ec_paramgen_curve:P-256 -out FILE.pem"),
    TPM2(
            ".*-----BEGIN TSS2 PRIVATE KEY-----.*",
            "it is a key inside of a TPM; use it with --key-pkcs11 and the module of tpm2-pkcs11"),
    CERTIFICATE(
            ".*-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----.*",
            "it is a certificate; take the public key out of it: openssl x509 -in FILE -pubkey -noout > FILE.pub"),
    PRIVATE(
            ".*-----BEGIN [A-Z ]*PRIVATE KEY-----.*",
            "it is a private key; take the public key out of it: openssl pkey -in FILE -pubout -out FILE.pub"),
    PUBLIC(
            ".*-----BEGIN [A-Z ]*PUBLIC KEY-----.*",
            "it is a public key; sign with the private one, and verify with this one"),
    JAVA(
            "(\u00fe\u00ed\u00fe\u00ed|\u00ce\u00ce\u00ce\u00ce).*",
            "it is a key store of Java (JKS); convert it: keytool -importkeystore -srckeystore FILE -destkeystore"
                    + " FILE.p12 -deststoretype PKCS12"),
    UTF16(
            "(\u00ff\u00fe|\u00fe\u00ff).*",
            "it is a text in UTF-16; convert it: iconv -f UTF-16 -t ASCII FILE > FILE.pem"),
    BARE("MI[A-Za-z0-9+/=\\s]+", "it is base64 without its '-----BEGIN' line; decode it: base64 -d FILE > FILE.der"),
    JWK("\\s*\\{.*\"kty\".*", "it is a JSON Web Key; export it as PEM from the program that made it");

    private final Pattern form;
    private final String explanation;

    ForeignKeyFile(String form, String explanation) {
        this.form = Pattern.compile(form, Pattern.DOTALL);
        this.explanation = explanation;
    }

    /**
     * Fails if it is one of these, or no key file at all.
     *
     * @param wanted what should be in it
     */
    static void refuse(Path file, byte[] bytes, String wanted) throws ToolException {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isDer(bytes)) {
            return;
        }
        for (var kind : values()) {
            if (kind.form.matcher(text).matches()) {
                throw kind.refusal(file);
            }
        }
        throw ToolException.failed("cannot use the key " + file + ": no " + wanted
                + " in this file; it should contain '-----BEGIN " + wanted.toUpperCase(Locale.ROOT)
                + "-----', or be in DER or PKCS#12");
    }

    /** Whether it is one structure of ASN.1. */
    private static boolean isDer(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x30 && (bytes[1] < 0 || bytes[1] == bytes.length - 2);
    }

    /** The message that says what it is and how to convert it. */
    ToolException refusal(Path file) {
        return ToolException.failed("cannot use the key " + file + ": " + named(explanation, file));
    }

    /** A text with the name of the file in its examples. */
    static String named(String text, Path file) {
        return text.replace("FILE", quoted(file));
    }

    /** As a shell takes it. */
    private static String quoted(Path file) {
        var name = file.toString();
        return name.matches("[A-Za-z0-9./_+@%-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
