// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.tar;

import io.flipside.artifact.internal.stream.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the records {@code "<length> <key>=<value>\n"} of a PAX extended header. */
final class PaxRecords {
    private static final Pattern NUMBER = Pattern.compile("([+-]?[0-9]{1,20})");
    private static final Pattern TIME = Pattern.compile("([+-]?[0-9]{1,20})(\\.[0-9]*)?");

    static final PaxRecords NONE = new PaxRecords(Map.of());

    private final Map<String, String> records;

    private PaxRecords(Map<String, String> records) {
        this.records = records;
    }

    static PaxRecords parse(byte[] bytes) throws MalformedException {
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < bytes.length) {
            int blank = at;
            int length = 0;
            while (blank < bytes.length && blank - at < 6 && bytes[blank] >= '0' && bytes[blank] <= '9') {
                length = length * 10 + bytes[blank++] - '0';
            }
            int end = at + length;
            if (blank == at || end > bytes.length || end < blank + 3 || bytes[blank] != ' ' || bytes[end - 1] != '\n') {
                throw new MalformedException("malformed PAX record");
            }
            String record = new String(bytes, blank + 1, end - blank - 2, StandardCharsets.ISO_8859_1);
            add(record, records);
            at = end;
        }
        return new PaxRecords(records);
    }

    private static void add(String record, Map<String, String> records) throws MalformedException {
        int equals = record.indexOf('=');
        if (equals <= 0 || record.indexOf('\0') >= 0) {
            throw new MalformedException("malformed PAX record");
        }
        String key = record.substring(0, equals);
        if (key.startsWith("GNU.sparse.")) {
            throw new MalformedException("sparse files are not allowed");
        }
        if (records.put(key, record.substring(equals + 1)) != null) {
            throw new MalformedException("PAX record '" + TarReader.printable(key) + "' occurs twice");
        }
    }

    Optional<String> path() {
        return value("path");
    }

    long size(long otherwise) throws MalformedException {
        long size = number("size", NUMBER).orElse(otherwise);
        if (size < 0) {
            throw malformed("size");
        }
        return size;
    }

    /** In whole seconds. */
    long modified(long otherwise) throws MalformedException {
        return number("mtime", TIME).orElse(otherwise);
    }

    /** Records that do not matter here, but keep the devices' reader from reading on if they are malformed. */
    void requireNumbers() throws MalformedException {
        number("uid", NUMBER);
        number("gid", NUMBER);
        number("atime", TIME);
        number("ctime", TIME);
    }

    /** An empty value takes a record back, as POSIX has it. */
    private Optional<String> value(String key) {
        return Optional.ofNullable(records.get(key)).filter(text -> !text.isEmpty());
    }

    private OptionalLong number(String key, Pattern form) throws MalformedException {
        Optional<String> text = value(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher matcher = form.matcher(text.get());
        if (!matcher.matches()) {
            throw malformed(key);
        }
        try {
            return OptionalLong.of(Long.parseLong(matcher.group(1)));
        } catch (NumberFormatException e) {
            throw malformed(key); // beyond 64 bits
        }
    }

    private MalformedException malformed(String key) {
        String text = records.getOrDefault(key, "");
        return new MalformedException("PAX record '" + key + "' is malformed: '" + TarReader.printable(text) + "'");
    }
}
