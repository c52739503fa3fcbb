// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import io.flipside.artifact.tool.internal.ToolException;
import java.util.stream.Stream;

/** Enumerates the kinds of objects on a token, as a URI and PKCS#11 name them. */
enum Pkcs11ObjectKind {
    DATA("data", 0),
    CERTIFICATE("cert", 1),
    PUBLIC_KEY("public", 2),
    PRIVATE_KEY("private", 3),
    SECRET_KEY("secret-key", 4);

    private final String type;
    private final long objectClass;

    Pkcs11ObjectKind(String type, long objectClass) {
        this.type = type;
        this.objectClass = objectClass;
    }

    static Pkcs11ObjectKind ofType(String type) throws ToolException {
        return Stream.of(values())
                .filter(kind -> kind.type.equals(type))
                .findFirst()
                .orElseThrow(() -> ToolException.failed("a PKCS#11 URI has no type '" + type
                        + "'; there are private, public, cert, secret-key and data"));
    }

    /** Its name in a URI. */
    String type() {
        return type;
    }

    /** The value of CKA_CLASS. */
    long objectClass() {
        return objectClass;
    }
}
