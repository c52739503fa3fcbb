// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.tar;

import io.flipside.artifact.internal.stream.MalformedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The records of a PAX extended header: {@code "<length> <key>=<value>\n"}, one after the other. */
final class PaxRecords {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern TIME = Pattern.compile("-?[0-9]{1,11}(\\.[0-9]{0,30})?");

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
        return Optional.ofNullable(records.get("path"));
    }

    long size(long otherwise) throws MalformedException {
        String text = records.get("size");
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new MalformedException("PAX record 'size' is not a size: '" + TarReader.printable(text) + "'");
        }
        return Long.parseLong(text);
    }

    long modified(long otherwise) throws MalformedException {
        String text = records.get("mtime");
        if (text == null) {
            return otherwise;
        }
        require("mtime", TIME);
        return new BigDecimal(text.endsWith(".") ? text + "0" : text).longValue();
    }

    /** Records that do not matter here, but keep the devices' reader from reading on if they are malformed. */
    void requireNumbers() throws MalformedException {
        require("uid", NUMBER);
        require("gid", NUMBER);
        require("atime", TIME);
        require("ctime", TIME);
    }

    private void require(String key, Pattern form) throws MalformedException {
        String text = records.get(key);
        if (text != null && !form.matcher(text).matches()) {
            throw new MalformedException("PAX record '" + key + "' is malformed: '" + TarReader.printable(text) + "'");
        }
    }
}
