// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** What comes in: lines through a small buffer; once that is empty, bodies without a copy. Not thread-safe. */
final class Wire {
    static final int HEAD_LIMIT = 32 * 1024;
    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];
    private int start;
    private int end;
    private int allowance;

    Wire(InputStream in) {
        this.in = in;
    }

    /** How many bytes of lines may come from here on. */
    void allow(int bytes) {
        allowance = bytes;
    }

    /** The next line, without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            line.append((char) c);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    int read(byte[] into, int offset, int length) throws IOException {
        if (start == end) {
            return in.read(into, offset, length);
        }
        int count = Math.min(length, end - start);
        System.arraycopy(buffer, start, into, offset, count);
        start += count;
        return count;
    }

    private int next() throws IOException {
        if (start == end) {
            int count = in.read(buffer, 0, buffer.length);
            if (count < 0) {
                throw new EOFException("the connection ended within the head of the answer");
            }
            start = 0;
            end = count;
        }
        if (allowance-- <= 0) {
            throw new ProtocolException("sends a head that is too long");
        }
        return buffer[start++] & 0xff;
    }

    /** All text that is left, decoded as UTF-8; more than {@code limit} bytes are an error. */
    static String text(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new ProtocolException("answers with more than the " + limit + " bytes that are sensible here");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
