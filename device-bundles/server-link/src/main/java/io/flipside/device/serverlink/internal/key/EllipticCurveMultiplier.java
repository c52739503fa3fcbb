// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.key;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * Multiplies the generator point of an elliptic curve by a private key to derive the public key. A private key file
 * need not hold the public key, and the JDK does not derive it. Slow and not in constant time; done once, at start.
 */
final class EllipticCurveMultiplier {
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final ECParameterSpec parameters;
    private final BigInteger prime;

    EllipticCurveMultiplier(ECParameterSpec parameters) {
        if (!(parameters.getCurve().getField() instanceof ECFieldFp field)) {
            throw new IllegalArgumentException("only curves over prime fields are supported");
        }
        this.parameters = parameters;
        this.prime = field.getP();
    }

    /** The public point of a private number. */
    ECPoint publicPoint(BigInteger secret) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        ECPoint power = parameters.getGenerator();
        for (int bit = 0; bit < secret.bitLength(); bit++) {
            if (secret.testBit(bit)) {
                sum = add(sum, power);
            }
            power = add(power, power);
        }
        return sum;
    }

    private ECPoint add(ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY)) {
            return b;
        }
        if (b.equals(ECPoint.POINT_INFINITY)) {
            return a;
        }
        boolean sameX = a.getAffineX().equals(b.getAffineX());
        if (sameX && (!a.getAffineY().equals(b.getAffineY()) || a.getAffineY().signum() == 0)) {
            return ECPoint.POINT_INFINITY;
        }
        BigInteger slope = sameX ? tangent(a) : chord(a, b);
        BigInteger x = slope.multiply(slope)
                .subtract(a.getAffineX())
                .subtract(b.getAffineX())
                .mod(prime);
        BigInteger y = slope.multiply(a.getAffineX().subtract(x))
                .subtract(a.getAffineY())
                .mod(prime);
        return new ECPoint(x, y);
    }

    private BigInteger tangent(ECPoint p) {
        BigInteger rise = p.getAffineX()
                .modPow(TWO, prime)
                .multiply(THREE)
                .add(parameters.getCurve().getA());
        return rise.multiply(p.getAffineY().multiply(TWO).modInverse(prime)).mod(prime);
    }

    private BigInteger chord(ECPoint a, ECPoint b) {
        BigInteger run = b.getAffineX().subtract(a.getAffineX()).mod(prime);
        return b.getAffineY()
                .subtract(a.getAffineY())
                .multiply(run.modInverse(prime))
                .mod(prime);
    }
}
