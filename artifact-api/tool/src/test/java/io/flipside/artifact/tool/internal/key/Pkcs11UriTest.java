// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Pkcs11UriTest {
    @Test
    void readsPathAndQueryAttributes() throws Exception {
        var uri =
                Pkcs11Uri.parse("pkcs11:token=My%20Token;object=a%3Bb;slot-id=7?module-path=/x/y.so&pin-value=1%26+2");
        assertThat(uri.token()).contains("My Token");
        assertThat(uri.object()).contains("a;b");
        assertThat(uri.slotId()).contains("7");
        assertThat(uri.modulePath()).contains("/x/y.so");
        assertThat(uri.pinValue()).contains("1&+2");
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
