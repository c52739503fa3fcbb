// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import java.util.List;
import java.util.Map;

/**
 * Holds what tells a token from the others, by the names of a URI's attributes.
 *
 * @param flags CK_TOKEN_INFO's
 */
record Pkcs11TokenDescription(long slot, long flags, Map<String, String> token, Map<String, String> slotAttributes) {
    private static final long LOGIN_REQUIRED = 0x4;
    private static final long PIN_ON_DEVICE = 0x100;
    private static final long SET_UP = 0x400;

    boolean isSetUp() {
        return (flags & SET_UP) != 0;
    }

    boolean requiresLogin() {
        return (flags & LOGIN_REQUIRED) != 0;
    }

    /** Whether the PIN is entered at the device itself. */
    boolean takesPinItself() {
        return (flags & PIN_ON_DEVICE) != 0;
    }

    boolean matches(Pkcs11Uri uri) {
        return uri.agreesWith(token) && uri.agreesWith(slotAttributes);
    }

    /** The attributes of a URI that choose it. */
    String described() {
        var text = new StringBuilder("pkcs11:");
        for (var name : List.of("token", "manufacturer", "model", "serial")) {
            text.append(name)
                    .append('=')
                    .append(Pkcs11Uri.encoded(token.getOrDefault(name, "")))
                    .append(';');
        }
        return text.append("slot-id=").append(slot).toString();
    }
}
