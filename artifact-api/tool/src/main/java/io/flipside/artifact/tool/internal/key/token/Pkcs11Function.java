// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

/** Enumerates the functions of a PKCS#11 module that are called, with their places in its list. */
enum Pkcs11Function {
    INITIALIZE(0),
    GET_INFO(2),
    GET_SLOT_LIST(4),
    GET_SLOT_INFO(5),
    GET_TOKEN_INFO(6),
    OPEN_SESSION(12),
    LOGIN(18),
    GET_ATTRIBUTE_VALUE(24),
    FIND_OBJECTS_INIT(26),
    FIND_OBJECTS(27),
    FIND_OBJECTS_FINAL(28),
    SIGN_INIT(42),
    SIGN(43);

    private final int place;

    Pkcs11Function(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }
}
