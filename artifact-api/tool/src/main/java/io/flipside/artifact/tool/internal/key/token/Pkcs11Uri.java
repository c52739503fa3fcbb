// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses a PKCS#11 URI (RFC 7512), which names a key on a token: {@code
 * pkcs11:token=T;object=O?module-path=M&pin-value=P}. Every attribute counts, or the URI is refused.
 */
final class Pkcs11Uri {
    private static final String SCHEME = "pkcs11:";
    /** What is compared with a description as it is. */
    private static final Set<String> DESCRIPTION = Set.of(
            "token",
            "manufacturer",
            "model",
            "serial",
            "slot-id",
            "slot-description",
            "slot-manufacturer",
            "library-description",
            "library-manufacturer",
            "library-version");

    private static final Set<String> OBJECT = Set.of("object", "id", "type");
    private static final Set<String> ACCESS = Set.of("module-path", "pin-value", "pin-source");

    private final String text;
    private final Map<String, byte[]> attributes = new HashMap<>();

    private Pkcs11Uri(String text) {
        this.text = text;
    }

    static Pkcs11Uri parse(String text) throws ToolException {
        var uri = new Pkcs11Uri(text);
        if (!text.startsWith(SCHEME)) {
            throw ToolException.failed("'" + uri + "' is no PKCS#11 URI; it starts with " + SCHEME
                    + ", for example pkcs11:token=release;object=signing");
        }
        // OpenSSL's engine takes every attribute on both sides of the question mark.
        for (var part : text.substring(SCHEME.length()).split("[;?&]", -1)) {
            if (!part.isEmpty()) {
                uri.add(part);
            }
        }
        uri.check();
        return uri;
    }

    private void add(String part) throws ToolException {
        int equals = part.indexOf('=');
        var name = part.substring(0, Math.max(equals, 0));
        if (name.isEmpty()) {
            throw ToolException.failed("'" + this + "' has a part that is not NAME=VALUE");
        }
        if (!DESCRIPTION.contains(name) && !OBJECT.contains(name) && !ACCESS.contains(name)) {
            throw ToolException.failed("no key matches '" + this + "': there is no attribute '" + name
                    + "'; write a semicolon inside of a value as %3B");
        }
        if (attributes.put(name, decoded(part.substring(equals + 1))) != null) {
            throw ToolException.failed("'" + this + "' has the attribute '" + name + "' twice");
        }
    }

    private void check() throws ToolException {
        if (attributes.containsKey("pin-value") && attributes.containsKey("pin-source")) {
            throw ToolException.failed("'" + this + "' has pin-value and pin-source; give one of them");
        }
        if (pinSource().filter(source -> source.startsWith("|")).isPresent()) {
            throw ToolException.failed(
                    "'" + this + "' takes the PIN from a program; write it into a file, or into" + " $FLIPSIDE_PIN");
        }
        if (attribute("slot-id").filter(id -> !id.matches("\\d{1,18}")).isPresent()) {
            throw ToolException.failed("'" + this + "': slot-id is a number");
        }
        kind();
    }

    private byte[] decoded(String value) throws ToolException {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%') {
                var digits = value.substring(i + 1, Math.min(i + 3, value.length()));
                if (!digits.matches("[0-9A-Fa-f]{2}")) {
                    throw ToolException.failed("'" + this + "' has a broken %-escape; write %25 for a percent sign");
                }
                out.write(Integer.parseInt(digits, 16));
                i += 2;
            } else {
                int end = value.offsetByCodePoints(i, 1);
                out.writeBytes(value.substring(i, end).getBytes(UTF_8));
                i = end - 1;
            }
        }
        return out.toByteArray();
    }

    /** A text as the value of an attribute. */
    static String encoded(String value) {
        var text = new StringBuilder();
        value.codePoints().forEach(c -> {
            var one = Character.toString(c);
            text.append(one.matches("[A-Za-z0-9._~-]") ? one : encoded(one.getBytes(UTF_8)));
        });
        return text.toString();
    }

    static String encoded(byte[] value) {
        var text = new StringBuilder();
        for (byte b : value) {
            text.append(String.format("%%%02x", b));
        }
        return text.toString();
    }

    /** Whether every attribute that both have is the same. */
    boolean agreesWith(Map<String, String> description) {
        return description.entrySet().stream().allMatch(entry -> attribute(entry.getKey())
                .map(Pkcs11Uri::withoutMinor)
                .filter(value -> !value.equals(withoutMinor(entry.getValue())))
                .isEmpty());
    }

    /** Version 2 is version 2.0. */
    private static String withoutMinor(String version) {
        return version.matches("\\d+\\.0") ? version.substring(0, version.length() - 2) : version;
    }

    /** What the object must have, its kind aside. */
    List<Pkcs11Attribute> objectAttributes() {
        var wanted = new ArrayList<Pkcs11Attribute>();
        bytes("object").ifPresent(label -> wanted.add(new Pkcs11Attribute(Pkcs11Attribute.LABEL, label)));
        bytes("id").ifPresent(id -> wanted.add(new Pkcs11Attribute(Pkcs11Attribute.ID, id)));
        return wanted;
    }

    /** The kind of object that it asks for. */
    Optional<Pkcs11ObjectKind> kind() throws ToolException {
        var type = attribute("type");
        return type.isEmpty() ? Optional.empty() : Optional.of(Pkcs11ObjectKind.ofType(type.get()));
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
        return bytes(name).map(bytes -> new String(bytes, UTF_8));
    }

    private Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The text without the PIN. */
    @Override
    public String toString() {
        return text.replaceAll("pin-value=[^&;?]*", "pin-value=...");
    }
}
