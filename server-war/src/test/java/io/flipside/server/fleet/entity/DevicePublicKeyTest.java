// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DevicePublicKeyTest {
    @Test
    void aKeyThatIsNoPointOfItsCurveProvesNothing() throws Exception {
        byte[] der = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        Arrays.fill(der, der.length - 32, der.length, (byte) 0xff);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        assertThat(DevicePublicKey.parse(pem).signed(new byte[1], new byte[64])).isFalse();
    }
}
