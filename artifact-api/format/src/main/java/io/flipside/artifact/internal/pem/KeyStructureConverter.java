// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.pem;

import java.io.IOException;
import java.util.Arrays;
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
        byte[] curve = DerReader.element(DerReader.OID, P256);
        if (key.hasNext() && key.tag() == PARAMETERS) {
            curve = key.next(PARAMETERS);
        }
        return pkcs8(DerReader.element(DerReader.SEQUENCE, DerReader.element(DerReader.OID, EC), curve), sec1);
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

    /** The JCA name of the algorithm of a PKCS#8 key; the number of one that is not used here. */
    public static String algorithmOfPkcs8(byte[] pkcs8) throws IOException {
        DerReader key = new DerReader(new DerReader(pkcs8).next(DerReader.SEQUENCE));
        key.next(DerReader.INTEGER);
        return algorithm(key.next(DerReader.SEQUENCE));
    }

    /** Whether the curve of a PKCS#8 key is not named, but spelled out in numbers. */
    public static boolean spellsOutCurve(byte[] pkcs8) throws IOException {
        DerReader key = new DerReader(new DerReader(pkcs8).next(DerReader.SEQUENCE));
        key.next(DerReader.INTEGER);
        DerReader algorithm = new DerReader(key.next(DerReader.SEQUENCE));
        boolean elliptic = Arrays.equals(algorithm.next(DerReader.OID), EC);
        return elliptic && algorithm.hasNext() && algorithm.tag() == DerReader.SEQUENCE;
    }

    /** The JCA name of the algorithm of a SubjectPublicKeyInfo. */
    public static String algorithmOfSpki(byte[] spki) throws IOException {
        return algorithm(new DerReader(new DerReader(spki).next(DerReader.SEQUENCE)).next(DerReader.SEQUENCE));
    }

    private static String algorithm(byte[] identifier) throws IOException {
        String oid = new DerReader(identifier).nextOid();
        return switch (oid) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.10045.2.1" -> "EC";
            case "1.3.101.112" -> "Ed25519"; // known, so that its refusal names it
            default -> oid;
        };
    }
}
