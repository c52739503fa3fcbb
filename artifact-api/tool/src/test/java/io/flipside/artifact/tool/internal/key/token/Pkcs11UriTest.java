// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.tool.internal.ToolException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs11UriTest {
    @Test
    void readsPathAndQueryAttributes() throws Exception {
        var uri = Pkcs11Uri.parse("pkcs11:token=My%20Token;slot-id=7?module-path=/x/y.so&pin-value=1%26+2");
        assertThat(uri.modulePath()).contains("/x/y.so");
        assertThat(uri.pinValue()).contains("1&+2");
        assertThat(uri.agreesWith(Map.of("token", "My Token", "slot-id", "7"))).isTrue();
        assertThat(uri.agreesWith(Map.of("token", "My Token", "slot-id", "8"))).isFalse();
        assertThat(uri.agreesWith(Map.of("token", "my token"))).isFalse();
    }

    @Test
    void anIdMayHoldAnyByte() throws Exception {
        var wanted = Pkcs11Uri.parse("pkcs11:id=%00%ffA;object=a%3Bb%C3%BC").objectAttributes();
        assertThat(wanted).extracting(Pkcs11Attribute::value).contains(new byte[] {0, -1, 'A'}, "a;bü".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs11:object=a;nonsense=b",
                "pkcs11:object=a?x-vendor=b",
                "pkcs11:object=a;Object=a",
                "pkcs11:object=a;object=a",
                "pkcs11:object",
                "pkcs11:=a",
                "pkcs11:type=nonsense",
                "pkcs11:slot-id=one",
                "pkcs11:object=a?pin-value=1&pin-source=/f",
                "pkcs11:object=a?pin-source=%7Cprogram",
                "pkcs11:object=%4",
                "pkcs11:object=%4g"
            })
    void whatItCannotUseIsRefused(String uri) {
        assertThatThrownBy(() -> Pkcs11Uri.parse(uri)).isInstanceOf(ToolException.class);
    }

    @Test
    void aVersionMayLackItsMinorNumber() throws Exception {
        assertThat(Pkcs11Uri.parse("pkcs11:library-version=2").agreesWith(Map.of("library-version", "2.0")))
                .isTrue();
        assertThat(Pkcs11Uri.parse("pkcs11:library-version=2").agreesWith(Map.of("library-version", "2.6")))
                .isFalse();
    }

    @Test
    void takesThePinSourceAsFile() throws Exception {
        assertThat(Pkcs11Uri.parse("pkcs11:?pin-source=file:/run/pin").pinSource())
                .contains("/run/pin");
    }

    @Test
    void neverRepeatsThePinInAMessage() {
        assertThatThrownBy(() -> Pkcs11Uri.parse("pkcs11:token=%zz?pin-value=4711"))
                .hasMessageContaining("%-escape")
                .hasMessageNotContaining("4711");
        assertThatThrownBy(() -> Pkcs11Uri.parse("token=x?pin-value=4711"))
                .hasMessageContaining("pkcs11:")
                .hasMessageNotContaining("4711");
    }
}
