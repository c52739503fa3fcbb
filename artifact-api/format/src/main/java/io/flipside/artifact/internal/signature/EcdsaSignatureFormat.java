// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.signature;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Converts ECDSA P-256 signatures between DER and the raw format {@code r‖s} of 32 bytes each. */
public final class EcdsaSignatureFormat {
    /** Length of the raw spelling. */
    public static final int RAW_LENGTH = 64;

    private static final int HALF = 32;

    private EcdsaSignatureFormat() {}

    /** The raw spelling of a DER signature; empty if it is not one. */
    public static Optional<byte[]> raw(byte[] der) {
        if (der.length < 8 || der.length > 72 || der[0] != 0x30 || der[1] != der.length - 2) {
            return Optional.empty();
        }
        int rLength = der[3];
        if (der[2] != 2 || rLength < 1 || rLength > 33 || 4 + rLength + 3 > der.length) {
            return Optional.empty();
        }
        int sAt = 4 + rLength;
        int sLength = der[sAt + 1];
        if (der[sAt] != 2 || sLength < 1 || sLength > 33 || sAt + 2 + sLength != der.length) {
            return Optional.empty();
        }
        byte[] raw = new byte[RAW_LENGTH];
        boolean fits = put(der, 4, rLength, raw, 0) && put(der, sAt + 2, sLength, raw, HALF);
        return fits ? Optional.of(raw) : Optional.empty();
    }

    private static boolean put(byte[] der, int at, int length, byte[] raw, int target) {
        BigInteger number = new BigInteger(Arrays.copyOfRange(der, at, at + length));
        if (number.signum() <= 0 || number.bitLength() > 8 * HALF) {
            return false;
        }
        byte[] digits = number.toByteArray();
        int skip = digits.length > HALF ? 1 : 0;
        System.arraycopy(digits, skip, raw, target + HALF - digits.length + skip, digits.length - skip);
        return true;
    }
}
