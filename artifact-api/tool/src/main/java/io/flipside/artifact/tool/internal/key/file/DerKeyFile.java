// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.keys.PemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Tells the kinds of keys in DER files, and reads them.
 *
 * @param label what PEM would say behind BEGIN
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record DerKeyFile(String label, byte[] content) {
    private static final String PKCS12 = "PKCS12";

    static DerKeyFile read(byte[] bytes) throws PemException {
        try {
            var structure = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
            return new DerKeyFile(label(structure), bytes);
        } catch (IOException | RuntimeException e) {
            throw new PemException("it is in DER, but damaged: " + e.getMessage(), e);
        }
    }

    private static String label(ASN1Sequence structure) {
        var first = structure.getObjectAt(0);
        var second = structure.size() > 1 ? structure.getObjectAt(1) : first;
        if (first instanceof ASN1Integer version) {
            if (second instanceof ASN1OctetString) {
                return "EC PRIVATE KEY";
            }
            if (second instanceof ASN1Integer) {
                return structure.size() == 2 ? "RSA PUBLIC KEY" : "RSA PRIVATE KEY";
            }
            return version.hasValue(3) ? PKCS12 : "PRIVATE KEY";
        }
        if (second instanceof ASN1OctetString) {
            return "ENCRYPTED PRIVATE KEY";
        }
        return second instanceof ASN1BitString ? "PUBLIC KEY" : "CERTIFICATE";
    }

    /** The text of a PEM file with the private key, not encrypted. */
    String privatePem(PassphraseSource source) throws IOException {
        if (label.equals(PKCS12)) {
            return EncryptedPemFile.pem("PRIVATE KEY", new Pkcs12KeyReader(content, source).key());
        }
        if (label.equals("ENCRYPTED PRIVATE KEY")) {
            return EncryptedPemFile.pem("PRIVATE KEY", EncryptedPemFile.pkcs8(content, source.passphrase()));
        }
        if (!label.endsWith("PRIVATE KEY")) {
            throw new PemException("it is a " + label.toLowerCase(Locale.ROOT) + "; sign with the private key");
        }
        source.warnIfUnused();
        return EncryptedPemFile.pem(label, content);
    }

    /** The text of a PEM file with the public key. */
    String publicPem(Path file) throws IOException {
        if (label.endsWith("PUBLIC KEY")) {
            return EncryptedPemFile.pem(label, content);
        }
        if (label.equals("CERTIFICATE")) {
            throw ForeignKeyFile.CERTIFICATE.refusal(file);
        }
        if (label.equals(PKCS12)) {
            throw new PemException("it is in PKCS#12; take the public key out of it: openssl pkcs12 -in FILE -nokeys |"
                    + " openssl x509 -pubkey -noout > FILE.pub");
        }
        throw ForeignKeyFile.PRIVATE.refusal(file);
    }
}
