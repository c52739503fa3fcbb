// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import java.io.IOException;
import java.util.Map;

/** Reports that a function of a PKCS#11 module failed, with the meaning of its return value. */
final class Pkcs11Exception extends IOException {
    static final long ATTRIBUTE_SENSITIVE = 0x11;
    static final long ATTRIBUTE_TYPE_INVALID = 0x12;
    static final long TOKEN_NOT_PRESENT = 0xe0;
    static final long TOKEN_NOT_RECOGNIZED = 0xe1;
    static final long ALREADY_INITIALIZED = 0x191;
    private static final long serialVersionUID = 1L;
    private static final Map<Long, String> MEANINGS = Map.ofEntries(
            Map.entry(0x05L, "general error"),
            Map.entry(0x06L, "the function failed"),
            Map.entry(0x30L, "the device has an error"),
            Map.entry(0x32L, "the device was removed"),
            Map.entry(0x68L, "the key may not sign (CKA_SIGN)"),
            Map.entry(0x63L, "the key is of the wrong type"),
            Map.entry(0x70L, "the token does not know this way of signing"),
            Map.entry(0xa0L, "the PIN is wrong"),
            Map.entry(0xa1L, "the PIN has characters that it cannot have"),
            Map.entry(0xa2L, "the PIN is too short or too long"),
            Map.entry(0xa3L, "the PIN has expired"),
            Map.entry(0xa4L, "the PIN is locked: too many wrong ones"),
            Map.entry(0x101L, "the key needs a login with the PIN"),
            Map.entry(0x102L, "the token has no user PIN yet"),
            Map.entry(TOKEN_NOT_PRESENT, "the token was removed"));

    private final long code;

    Pkcs11Exception(Pkcs11Function function, long code) {
        super(MEANINGS.getOrDefault(code, "return value 0x" + Long.toHexString(code)) + " (" + function + ")");
        this.code = code;
    }

    boolean isOneOf(long... codes) {
        for (long one : codes) {
            if (one == code) {
                return true;
            }
        }
        return false;
    }
}
