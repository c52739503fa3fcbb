// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first part of an answer: status and header fields. */
record Head(int status, Map<String, String> fields) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])( .*)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Reads the head of the final answer; interim answers (1xx) are skipped. */
    static Head read(Wire wire) throws IOException {
        wire.allow(Wire.HEAD_LIMIT);
        for (int interim = 0; interim < 10; interim++) {
            Head head = readOne(wire);
            if (head.status >= 200) {
                return head;
            }
        }
        throw new ProtocolException("sends interim answers without end");
    }

    private static Head readOne(Wire wire) throws IOException {
        String first = wire.line();
        Matcher status = STATUS_LINE.matcher(first);
        if (!status.matches()) {
            throw new ProtocolException("does not speak HTTP/1.1: it says '" + printable(first) + "'");
        }
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) <= ' ') {
                throw new ProtocolException("sends a broken header field '" + printable(line) + "'");
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            String former = fields.putIfAbsent(name, value);
            if (former != null && !former.equals(value) && name.equalsIgnoreCase("Content-Length")) {
                throw new ProtocolException("names two different lengths");
            }
        }
        return new Head(Integer.parseInt(status.group(1)), fields);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    boolean chunked() {
        return field("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    /** The length of the body, where it is known beforehand. */
    OptionalLong length() throws IOException {
        if (status == 204 || status == 304) {
            return OptionalLong.of(0);
        }
        Optional<String> length = field("Content-Length");
        if (chunked() || length.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(length.get()).matches()) {
            throw new ProtocolException("sends a broken Content-Length '" + printable(length.get()) + "'");
        }
        return OptionalLong.of(Long.parseLong(length.get()));
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[^ -~]", "?");
        return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
    }
}
