// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.device.support.text.LineEscaping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Formats and parses the content of the state file. The first line is {@code flipside-state 1 SHA-256}, the checksum of
 * all that follows; then one line {@code key=value} for each value, with backslash, line feed and carriage return
 * escaped.
 */
final class StateFileFormat {
    static final int MAX_BYTES = 1 << 20;
    private static final String MAGIC = "flipside-state 1 ";
    private static final int HEADER = MAGIC.length() + 64 + 1;

    private StateFileFormat() {}

    static byte[] encode(SortedMap<String, String> values) throws IOException {
        StringBuilder body = new StringBuilder();
        values.forEach((key, value) ->
                body.append(key).append('=').append(LineEscaping.escape(value)).append('\n'));
        byte[] bytes = utf8(body);
        if (HEADER + bytes.length > MAX_BYTES) {
            throw new IOException("the state store would grow to " + (HEADER + bytes.length) + " bytes, more than "
                    + MAX_BYTES + "; nothing was stored");
        }
        byte[] header = (MAGIC + Sha256Calculator.of(bytes) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(header.length + bytes.length)
                .put(header)
                .put(bytes)
                .array();
    }

    /** Understands a file, or says what is wrong with it. */
    static SortedMap<String, String> decode(byte[] file) throws IOException {
        if (file.length < HEADER || file[HEADER - 1] != '\n') {
            throw new IOException("its first line is missing or cut off (" + file.length + " bytes)");
        }
        String header = new String(file, 0, HEADER - 1, StandardCharsets.ISO_8859_1);
        byte[] body = Arrays.copyOfRange(file, HEADER, file.length);
        if (!header.startsWith(MAGIC)) {
            throw new IOException("it does not begin with '" + MAGIC + "'");
        }
        if (!header.substring(MAGIC.length()).equals(Sha256Calculator.of(body).hex())) {
            throw new IOException("its checksum is wrong");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : new String(body, StandardCharsets.UTF_8).lines().toList()) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), LineEscaping.unescape(line.substring(equals + 1)));
        }
        return values;
    }

    private static byte[] utf8(CharSequence text) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IOException("a value is not well-formed text; nothing was stored", e);
        }
    }

    /** The same values with some changed. */
    static SortedMap<String, String> changed(SortedMap<String, String> values, Map<String, Optional<String>> changes) {
        SortedMap<String, String> result = new TreeMap<>(values);
        changes.forEach((key, value) -> value.ifPresentOrElse(text -> result.put(key, text), () -> result.remove(key)));
        return result;
    }
}
