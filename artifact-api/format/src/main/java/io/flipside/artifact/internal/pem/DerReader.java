// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.pem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Parses the DER elements of keys in sequence. Not thread-safe. */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int BITS = 0x03;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private int at;

    DerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasNext() {
        return at < bytes.length;
    }

    /** The next element's tag. */
    int tag() throws IOException {
        if (!hasNext()) {
            throw new IOException("key structure ends too early");
        }
        return bytes[at] & 0xff;
    }

    /** The content of the next element, which must have this tag. */
    byte[] next(int tag) throws IOException {
        if (tag() != tag || at + 1 >= bytes.length) {
            throw new IOException("unexpected key structure");
        }
        int length = bytes[at + 1] & 0xff;
        int start = at + 2;
        if (length > 0x80) {
            int octets = length - 0x80;
            if (octets > 3 || start + octets > bytes.length) {
                throw new IOException("unexpected key structure");
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (bytes[start++] & 0xff);
            }
        }
        if (length > bytes.length - start) {
            throw new IOException("key structure ends too early");
        }
        at = start + length;
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** The next element, an object identifier, in digits and dots. */
    String nextOid() throws IOException {
        byte[] content = next(OID);
        StringBuilder text = new StringBuilder();
        long number = 0;
        for (byte octet : content) {
            number = (number << 7) | (octet & 0x7f);
            if (octet >= 0) {
                long first = text.isEmpty() ? Math.min(number / 40, 2) : -1;
                text.append(first < 0 ? "." + number : first + "." + (number - 40 * first));
                number = 0;
            }
        }
        return text.toString();
    }

    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8; // the fewest, or it is not DER
            out.write(0x80 + octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
