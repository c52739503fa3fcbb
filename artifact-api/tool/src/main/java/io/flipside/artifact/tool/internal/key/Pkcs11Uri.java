// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import io.flipside.artifact.tool.internal.ToolException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parses a PKCS#11 URI (RFC 7512), which names a key on a token: {@code
 * pkcs11:token=T;object=O?module-path=M&pin-value=P}.
 */
final class Pkcs11Uri {
    private static final String SCHEME = "pkcs11:";
    private final Map<String, String> attributes;

    private Pkcs11Uri(Map<String, String> attributes) {
        this.attributes = Map.copyOf(attributes);
    }

    static Pkcs11Uri parse(String text) throws ToolException {
        if (!text.startsWith(SCHEME)) {
            throw ToolException.failed("'" + withoutPin(text) + "' is no PKCS#11 URI; it starts with " + SCHEME
                    + ", for example pkcs11:token=release;object=signing");
        }
        var attributes = new HashMap<String, String>();
        for (var part : text.substring(SCHEME.length()).split("[;?&]", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                attributes.put(part.substring(0, equals), decoded(part.substring(equals + 1), text));
            }
        }
        return new Pkcs11Uri(attributes);
    }

    private static String decoded(String value, String uri) throws ToolException {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ToolException.failed("'" + withoutPin(uri) + "' has a broken %-escape; write %25 for a percent sign");
        }
    }

    private static String withoutPin(String text) {
        return text.replaceAll("pin-value=[^&;]*", "pin-value=...");
    }

    Optional<String> token() {
        return attribute("token");
    }

    /** Label of the key on the token. */
    Optional<String> object() {
        return attribute("object");
    }

    Optional<String> slotId() {
        return attribute("slot-id");
    }

    Optional<String> modulePath() {
        return attribute("module-path");
    }

    Optional<String> pinValue() {
        return attribute("pin-value");
    }

    /** File that holds the PIN. */
    Optional<String> pinSource() {
        return attribute("pin-source").map(source -> source.startsWith("file:") ? source.substring(5) : source);
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
