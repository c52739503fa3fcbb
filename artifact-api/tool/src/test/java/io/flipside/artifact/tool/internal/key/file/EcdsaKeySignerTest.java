// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.keys.PemException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EcdsaKeySignerTest {
    private static final String KEY = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";

    /** The example of RFC 6979, A.2.5. */
    @Test
    void signsAsTheStandardDoes() throws IOException, GeneralSecurityException {
        var signature = EcdsaKeySigner.of(key(KEY)).sign("sample".getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    }

    @Test
    void aNumberThatIsNoKeyIsDamage() {
        assertThatThrownBy(() -> EcdsaKeySigner.of(key("f".repeat(64))))
                .isInstanceOf(PemException.class)
                .hasMessageContaining("damaged");
    }

    private static ECPrivateKey key(String number) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var spec = new ECPrivateKeySpec(new BigInteger(number, 16), parameters.getParameterSpec(ECParameterSpec.class));
        return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
    }
}
