// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.util.List;

/**
 * Holds one attribute of an object, and lays attributes out as PKCS#11 wants them.
 *
 * @param type its number, one of the constants
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Pkcs11Attribute(long type, byte[] value) {
    static final long CLASS = 0;
    static final long LABEL = 3;
    static final long VALUE = 0x11;
    static final long KEY_TYPE = 0x100;
    static final long ID = 0x102;
    static final long MODULUS = 0x120;
    static final long PUBLIC_EXPONENT = 0x122;
    static final long EC_PARAMETERS = 0x180;
    static final long EC_POINT = 0x181;
    static final long ALWAYS_AUTHENTICATE = 0x202;

    static Pkcs11Attribute number(long type, long number) {
        try (var memory = new Memory(NativeLong.SIZE)) {
            memory.setNativeLong(0, new NativeLong(number));
            return new Pkcs11Attribute(type, memory.getByteArray(0, NativeLong.SIZE));
        }
    }

    /** An array of CK_ATTRIBUTE; the values lie behind it. */
    static Memory template(List<Pkcs11Attribute> attributes) {
        int stride = 2 * NativeLong.SIZE + Native.POINTER_SIZE;
        long at = (long) stride * attributes.size();
        var memory = new Memory(
                at + attributes.stream().mapToLong(a -> a.value.length).sum() + 1);
        for (int i = 0; i < attributes.size(); i++) {
            var attribute = attributes.get(i);
            long start = (long) stride * i;
            memory.write(at, attribute.value, 0, attribute.value.length);
            memory.setNativeLong(start, new NativeLong(attribute.type));
            memory.setPointer(start + NativeLong.SIZE, memory.share(at));
            memory.setNativeLong(start + NativeLong.SIZE + Native.POINTER_SIZE, new NativeLong(attribute.value.length));
            at += attribute.value.length;
        }
        return memory;
    }
}
