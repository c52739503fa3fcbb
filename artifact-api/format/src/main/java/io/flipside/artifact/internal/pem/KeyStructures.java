// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.pem;

import java.io.IOException;
import java.util.HexFormat;

/** Turns the older key structures into the two that the JDK reads, PKCS#8 and SubjectPublicKeyInfo. */
public final class KeyStructures {
    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");
    private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");
    private static final byte[] P256 = HexFormat.of().parseHex("2a8648ce3d030107");
    private static final byte[] NULL = {5, 0};
    private static final int PARAMETERS = 0xa0;

    private KeyStructures() {}

    /** PKCS#8 around a PKCS#1 private key. */
    public static byte[] pkcs8OfPkcs1(byte[] pkcs1) {
        return pkcs8(Der.element(Der.SEQUENCE, Der.element(Der.OID, RSA), NULL), pkcs1);
    }

    /** PKCS#8 around a SEC1 private key on P-256. */
    public static byte[] pkcs8OfSec1(byte[] sec1) throws IOException {
        Der key = new Der(new Der(sec1).next(Der.SEQUENCE));
        key.next(Der.INTEGER);
        key.next(Der.OCTETS);
        byte[] curve = P256;
        if (key.hasNext() && key.tag() == PARAMETERS) {
            curve = new Der(key.next(PARAMETERS)).next(Der.OID);
        }
        return pkcs8(Der.element(Der.SEQUENCE, Der.element(Der.OID, EC), Der.element(Der.OID, curve)), sec1);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] version = Der.element(Der.INTEGER, new byte[1]);
        return Der.element(Der.SEQUENCE, version, algorithm, Der.element(Der.OCTETS, key));
    }

    /** SubjectPublicKeyInfo around a PKCS#1 public key. */
    public static byte[] spkiOfPkcs1(byte[] pkcs1) {
        byte[] algorithm = Der.element(Der.SEQUENCE, Der.element(Der.OID, RSA), NULL);
        return Der.element(Der.SEQUENCE, algorithm, Der.element(Der.BITS, new byte[1], pkcs1));
    }

    /** The JCA name of the algorithm of a PKCS#8 key. */
    public static String algorithmOfPkcs8(byte[] pkcs8) throws IOException {
        Der key = new Der(new Der(pkcs8).next(Der.SEQUENCE));
        key.next(Der.INTEGER);
        return algorithm(key.next(Der.SEQUENCE));
    }

    /** The JCA name of the algorithm of a SubjectPublicKeyInfo. */
    public static String algorithmOfSpki(byte[] spki) throws IOException {
        return algorithm(new Der(new Der(spki).next(Der.SEQUENCE)).next(Der.SEQUENCE));
    }

    private static String algorithm(byte[] identifier) throws IOException {
        String oid = HexFormat.of().formatHex(new Der(identifier).next(Der.OID));
        return switch (oid) {
            case "2a864886f70d010101" -> "RSA";
            case "2a8648ce3d0201" -> "EC";
            case "2b6570" -> "Ed25519"; // known, so that its refusal names it
            default -> throw new IOException("a key of an unknown kind");
        };
    }
}
