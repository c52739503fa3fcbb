// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.NativeLongByReference;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for objects on one token and signs with them. It stays open for as long as the process lives, which is short.
 */
final class Pkcs11Session {
    private static final int MOST_OBJECTS = 10_000;
    private static final int LONGEST_VALUE = 1 << 20;
    private static final int LONGEST_SIGNATURE = 16384 / 8;
    private static final long SERIAL = 4;
    private static final long USER = 1;
    private static final long FOR_ONE_SIGNATURE = 2;

    private final Pkcs11Module module;
    private final NativeLong session;

    Pkcs11Session(Pkcs11Module module, Pkcs11TokenDescription token) throws IOException {
        this.module = module;
        var handle = new NativeLongByReference();
        module.call(
                Pkcs11Function.OPEN_SESSION, new NativeLong(token.slot()), new NativeLong(SERIAL), null, null, handle);
        session = handle.getValue();
    }

    /** Logs in; without a PIN, the device asks for it itself. */
    void login(Optional<String> pin) throws IOException {
        login(USER, pin);
    }

    private void login(long user, Optional<String> pin) throws IOException {
        var bytes = pin.map(text -> text.getBytes(UTF_8));
        module.call(
                Pkcs11Function.LOGIN,
                session,
                new NativeLong(user),
                bytes.orElse(null),
                new NativeLong(bytes.map(b -> b.length).orElse(0)));
    }

    /** All objects that have these attributes. */
    List<Pkcs11Object> find(Pkcs11ObjectKind kind, List<Pkcs11Attribute> attributes) throws IOException {
        var wanted = new ArrayList<>(attributes);
        wanted.add(Pkcs11Attribute.number(Pkcs11Attribute.CLASS, kind.objectClass()));
        var found = new ArrayList<Pkcs11Object>();
        for (long handle : handles(wanted)) {
            found.add(new Pkcs11Object(
                    handle,
                    kind,
                    value(handle, Pkcs11Attribute.LABEL)
                            .filter(bytes -> bytes.length > 0)
                            .map(bytes -> new String(bytes, UTF_8)),
                    value(handle, Pkcs11Attribute.ID)
                            .filter(bytes -> bytes.length > 0)
                            .map(Pkcs11Uri::encoded)));
        }
        return found;
    }

    private List<Long> handles(List<Pkcs11Attribute> wanted) throws IOException {
        var handles = new ArrayList<Long>();
        var handle = new NativeLongByReference();
        var count = new NativeLongByReference();
        try (var template = Pkcs11Attribute.template(wanted)) {
            module.call(Pkcs11Function.FIND_OBJECTS_INIT, session, template, new NativeLong(wanted.size()));
        }
        do {
            module.call(Pkcs11Function.FIND_OBJECTS, session, handle, new NativeLong(1), count);
            if (count.getValue().longValue() == 1) {
                handles.add(handle.getValue().longValue());
            }
        } while (count.getValue().longValue() == 1 && handles.size() < MOST_OBJECTS);
        module.call(Pkcs11Function.FIND_OBJECTS_FINAL, session);
        return handles;
    }

    /** The value of an attribute; empty if the object has none or does not show it. */
    Optional<byte[]> value(long handle, long type) throws IOException {
        var attribute = new Pkcs11Attribute(type, new byte[0]);
        try (var template = Pkcs11Attribute.template(List.of(attribute))) {
            template.setPointer(NativeLong.SIZE, null);
            module.call(
                    Pkcs11Function.GET_ATTRIBUTE_VALUE, session, new NativeLong(handle), template, new NativeLong(1));
            long length = template.getNativeLong(NativeLong.SIZE + Native.POINTER_SIZE)
                    .longValue();
            if (length < 0 || length > LONGEST_VALUE) {
                return Optional.empty();
            }
            return Optional.of(value(handle, type, (int) length));
        } catch (Pkcs11Exception e) {
            if (e.isOneOf(Pkcs11Exception.ATTRIBUTE_SENSITIVE, Pkcs11Exception.ATTRIBUTE_TYPE_INVALID)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private byte[] value(long handle, long type, int length) throws IOException {
        var attribute = new Pkcs11Attribute(type, new byte[length]);
        try (var template = Pkcs11Attribute.template(List.of(attribute))) {
            module.call(
                    Pkcs11Function.GET_ATTRIBUTE_VALUE, session, new NativeLong(handle), template, new NativeLong(1));
            return template.getPointer(NativeLong.SIZE).getByteArray(0, length);
        }
    }

    /** Signs; a key that asks for the PIN each time gets it. */
    byte[] sign(long key, long mechanism, byte[] data, Optional<String> pin) throws IOException {
        boolean asks = value(key, Pkcs11Attribute.ALWAYS_AUTHENTICATE)
                .filter(flag -> flag.length == 1 && flag[0] != 0)
                .isPresent();
        try (var way = new Memory(2L * NativeLong.SIZE + Native.POINTER_SIZE);
                var signature = new Memory(LONGEST_SIGNATURE)) {
            way.clear();
            way.setNativeLong(0, new NativeLong(mechanism));
            module.call(Pkcs11Function.SIGN_INIT, session, way, new NativeLong(key));
            if (asks) {
                login(FOR_ONE_SIGNATURE, pin);
            }
            var length = new NativeLongByReference(new NativeLong(LONGEST_SIGNATURE));
            module.call(Pkcs11Function.SIGN, session, data, new NativeLong(data.length), signature, length);
            long written = length.getValue().longValue();
            if (written < 1 || written > LONGEST_SIGNATURE) {
                throw ToolException.failed("the token made a signature of " + written + " bytes");
            }
            return signature.getByteArray(0, (int) written);
        }
    }
}
