// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.http.ErrorResponseException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads multipart/form-data as a stream: one part after the other, nothing kept. Not thread-safe. */
public final class MultipartReader {
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 16;
    private static final int MOST_PARTS = 32;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)[;\\s]boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?i)[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))");

    private final BufferedInputStream source;
    private final byte[] delimiter;
    private PartInput current;
    private boolean finished;
    private int parts;

    /**
     * Holds one part of the form: its name and its content.
     *
     * @param name of the form field
     * @param content its bytes, until the next part is asked for
     */
    public record Part(String name, InputStream content) {
        /** The whole content as text, if it is short. */
        public String text(int longest) throws IOException {
            byte[] bytes = content.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw ErrorResponseException.badRequest("part '" + name + "' is longer than " + longest + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public MultipartReader(InputStream source, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw ErrorResponseException.badRequest("the body must be multipart/form-data with a boundary");
        }
        String text = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
        this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line break before it: pretend that there was one.
        this.source = new BufferedInputStream(source, 1 << 16);
        this.current = new PartInput(2);
    }

    /** The next part; the former one is skipped to its end first. */
    public Optional<Part> next() throws IOException {
        current.skipRest();
        if (finished || endsHere()) {
            finished = true;
            return Optional.empty();
        }
        if (++parts > MOST_PARTS) {
            throw ErrorResponseException.badRequest("more than " + MOST_PARTS + " parts");
        }
        String name = headers();
        current = new PartInput(0);
        return Optional.of(new Part(name, current));
    }

    private boolean endsHere() throws IOException {
        String rest = line();
        if (rest.strip().equals("--")) {
            return true;
        }
        if (!rest.isBlank()) {
            throw ErrorResponseException.badRequest("malformed multipart body: unexpected text after a boundary");
        }
        return false;
    }

    private String headers() throws IOException {
        String name = "";
        for (int i = 0; i < MOST_HEADERS; i++) {
            String header = line();
            if (header.isEmpty()) {
                return name;
            }
            Matcher matcher = NAME.matcher(header);
            if (header.toLowerCase(Locale.ROOT).startsWith("content-disposition:") && matcher.find()) {
                name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            }
        }
        throw ErrorResponseException.badRequest(
                "malformed multipart body: more than " + MOST_HEADERS + " headers in a part");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = source.read(); b >= 0 && b != '\n'; b = source.read()) {
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw ErrorResponseException.badRequest(
                        "malformed multipart body: a header is longer than " + LONGEST_LINE + " bytes");
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads the bytes up to the next delimiter, which is consumed. Scans whole buffers: artifacts are large. */
    private final class PartInput extends AbstractInputStream {
        private final byte[] buffer = new byte[1 << 16];
        private int from;
        private int safe;
        private int filled;
        private boolean ended;

        /** The first {@code matched} bytes of a delimiter count as read already. */
        PartInput(int matched) {
            System.arraycopy(delimiter, 0, buffer, 0, matched);
            filled = matched;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (from == safe) {
                if (ended) {
                    return -1;
                }
                fill();
            }
            int count = Math.min(length, safe - from);
            System.arraycopy(buffer, from, target, offset, count);
            from += count;
            return count;
        }

        /** Reads more, looks for the delimiter, and gives free what certainly is not part of one. */
        private void fill() throws IOException {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            from = 0;
            source.mark(buffer.length);
            int before = filled;
            int read = source.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw ErrorResponseException.badRequest(
                        "the body ends in the middle of a part: the upload was cut off");
            }
            filled += read;
            int found = indexOfDelimiter();
            if (found >= 0) {
                ended = true;
                safe = found;
                source.reset();
                source.skipNBytes((long) found + delimiter.length - before);
            } else {
                safe = Math.max(0, filled - delimiter.length + 1);
            }
        }

        private int indexOfDelimiter() {
            for (int i = 0; i + delimiter.length <= filled; i++) {
                if (buffer[i] == '\r' && matchesAt(i)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean matchesAt(int position) {
            for (int i = 1; i < delimiter.length; i++) {
                if (buffer[position + i] != delimiter[i]) {
                    return false;
                }
            }
            return true;
        }

        void skipRest() throws IOException {
            while (!ended || from < safe) {
                from = safe;
                if (!ended) {
                    fill();
                }
            }
        }
    }
}
