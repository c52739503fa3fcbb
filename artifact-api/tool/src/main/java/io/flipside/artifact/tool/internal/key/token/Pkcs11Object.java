// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import java.util.Optional;

/**
 * Holds what tells an object on a token from the others.
 *
 * @param handle valid in the session that found it
 * @param label CKA_LABEL
 * @param id CKA_ID, percent-encoded
 */
record Pkcs11Object(long handle, Pkcs11ObjectKind kind, Optional<String> label, Optional<String> id) {
    /** The attributes of a URI that choose it. */
    String described() {
        return "type=" + kind.type()
                + id.map(text -> ";id=" + text).orElse("")
                + label.map(text -> ";object=" + Pkcs11Uri.encoded(text)).orElse("");
    }
}
