// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link.internal.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** As much of ASN.1's DER as the older key files need. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int NAME = 0x06;
    static final int SEQUENCE = 0x30;
    static final int FIRST_OPTION = 0xa0;

    private Der() {}

    /** Takes the next value, which must have this tag, and leaves {@code from} behind it. */
    static ByteBuffer take(ByteBuffer from, int tag) throws IOException {
        if (from.remaining() < 2 || (from.get() & 0xff) != tag) {
            throw new IOException("its structure is not that of a key");
        }
        int length = from.get() & 0xff;
        if (length >= 0x80) {
            int octets = length & 0x7f;
            length = 0;
            for (int i = 0; i < octets && i < 3 && from.hasRemaining(); i++) {
                length = (length << 8) | (from.get() & 0xff);
            }
        }
        if (length > from.remaining()) {
            throw new IOException("it is cut off");
        }
        ByteBuffer content = from.slice(from.position(), length);
        from.position(from.position() + length);
        return content;
    }

    static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            out.write(0x82); // two octets always do: no key file is longer than 64 KiB
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
