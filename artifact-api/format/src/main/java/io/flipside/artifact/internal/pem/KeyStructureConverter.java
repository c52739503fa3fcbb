// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.pem;

import java.io.IOException;
import java.util.HexFormat;

/** Converts PKCS#1 and SEC1 keys into the two structures that the JDK reads, PKCS#8 and SubjectPublicKeyInfo. */
public final class KeyStructureConverter {
    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");
    private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");
    private static final byte[] P256 = HexFormat.of().parseHex("2a8648ce3d030107");
    private static final byte[] NULL = {5, 0};
    private static final int PARAMETERS = 0xa0;

    private KeyStructureConverter() {}

    /** PKCS#8 around a PKCS#1 private key. */
    public static byte[] pkcs8OfPkcs1(byte[] pkcs1) {
        return pkcs8(DerReader.element(DerReader.SEQUENCE, DerReader.element(DerReader.OID, RSA), NULL), pkcs1);
    }

    /** PKCS#8 around a SEC1 private key on P-256. */
    public static byte[] pkcs8OfSec1(byte[] sec1) throws IOException {
        DerReader key = new DerReader(new DerReader(sec1).next(DerReader.SEQUENCE));
        key.next(DerReader.INTEGER);
        key.next(DerReader.OCTETS);
        byte[] curve = P256;
        if (key.hasNext() && key.tag() == PARAMETERS) {
            curve = new DerReader(key.next(PARAMETERS)).next(DerReader.OID);
        }
        return pkcs8(
                DerReader.element(
                        DerReader.SEQUENCE,
                        DerReader.element(DerReader.OID, EC),
                        DerReader.element(DerReader.OID, curve)),
                sec1);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] version = DerReader.element(DerReader.INTEGER, new byte[1]);
        return DerReader.element(DerReader.SEQUENCE, version, algorithm, DerReader.element(DerReader.OCTETS, key));
    }

    /** SubjectPublicKeyInfo around a PKCS#1 public key. */
    public static byte[] spkiOfPkcs1(byte[] pkcs1) {
        byte[] algorithm = DerReader.element(DerReader.SEQUENCE, DerReader.element(DerReader.OID, RSA), NULL);
        return DerReader.element(DerReader.SEQUENCE, algorithm, DerReader.element(DerReader.BITS, new byte[1], pkcs1));
    }

    /** The JCA name of the algorithm of a PKCS#8 key. */
    public static String algorithmOfPkcs8(byte[] pkcs8) throws IOException {
        DerReader key = new DerReader(new DerReader(pkcs8).next(DerReader.SEQUENCE));
        key.next(DerReader.INTEGER);
        return algorithm(key.next(DerReader.SEQUENCE));
    }

    /** The JCA name of the algorithm of a SubjectPublicKeyInfo. */
    public static String algorithmOfSpki(byte[] spki) throws IOException {
        return algorithm(new DerReader(new DerReader(spki).next(DerReader.SEQUENCE)).next(DerReader.SEQUENCE));
    }

    private static String algorithm(byte[] identifier) throws IOException {
        String oid = HexFormat.of().formatHex(new DerReader(identifier).next(DerReader.OID));
        return switch (oid) {
            case "2a864886f70d010101" -> "RSA";
            case "2a8648ce3d0201" -> "EC";
            case "2b6570" -> "Ed25519"; // known, so that its refusal names it
            default -> throw new IOException("a key of an unknown kind");
        };
    }
}
