// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads a PKCS#11 module (a shared library) and calls its functions. */
final class Pkcs11Module {
    private static final int MOST_SLOTS = 1024;
    /** Room for the larger ones of the structures that a module fills. */
    private static final int STRUCTURE = 1024;

    private final String path;
    /** Held, because JNA unloads a library to which nobody refers. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final NativeLibrary library;

    private final Pointer functions;

    private Pkcs11Module(String path, NativeLibrary library, Pointer functions) {
        this.path = path;
        this.library = library;
        this.functions = functions;
    }

    static Pkcs11Module load(String path) throws IOException {
        try {
            var list = new PointerByReference();
            var library = NativeLibrary.getInstance(path);
            var result =
                    (NativeLong) library.getFunction("C_GetFunctionList").invoke(NativeLong.class, new Object[] {list});
            if (result.longValue() != 0 || list.getValue() == null) {
                throw ToolException.failed(path + " is no PKCS#11 module: it has no list of functions");
            }
            var module = new Pkcs11Module(path, library, list.getValue());
            module.initialize();
            return module;
        } catch (LinkageError e) {
            throw new ToolException(
                    ExitCode.FAILED, "cannot load the PKCS#11 module " + path + ": " + e.getMessage(), e);
        }
    }

    private void initialize() throws IOException {
        try {
            call(Pkcs11Function.INITIALIZE, (Object) null);
        } catch (Pkcs11Exception e) {
            if (!e.isOneOf(Pkcs11Exception.ALREADY_INITIALIZED)) {
                throw e;
            }
        }
    }

    /** Calls a function with arguments as JNA takes them. */
    void call(Pkcs11Function function, @Nullable Object... arguments) throws Pkcs11Exception {
        // Before the pointers lies the version, of two bytes.
        long first = aligned(2, Native.POINTER_SIZE);
        var pointer = functions.getPointer(first + (long) function.place() * Native.POINTER_SIZE);
        var result = (NativeLong) Function.getFunction(pointer).invoke(NativeLong.class, arguments);
        if (result.longValue() != 0) {
            throw new Pkcs11Exception(function, result.longValue());
        }
    }

    /** Structures are packed on Windows, and aligned elsewhere. */
    private static long aligned(long offset, int size) {
        return Platform.isWindows() ? offset : (offset + size - 1) / size * size;
    }

    String path() {
        return path;
    }

    /** What the module says of itself, by the names of a URI's attributes. */
    Map<String, String> description() throws IOException {
        try (var info = new Memory(STRUCTURE)) {
            call(Pkcs11Function.GET_INFO, info);
            long text = aligned(2 + 32, NativeLong.SIZE) + NativeLong.SIZE;
            return Map.of(
                    "library-manufacturer", text(info, 2, 32),
                    "library-description", text(info, text, 32),
                    "library-version", (info.getByte(text + 32) & 0xff) + "." + (info.getByte(text + 33) & 0xff));
        }
    }

    /** The tokens that have been set up. */
    List<Pkcs11TokenDescription> tokens() throws IOException {
        var tokens = new ArrayList<Pkcs11TokenDescription>();
        for (long slot : slots()) {
            try (var info = new Memory(STRUCTURE)) {
                call(Pkcs11Function.GET_TOKEN_INFO, new NativeLong(slot), info);
                long flags = info.getNativeLong(96).longValue();
                var token = new Pkcs11TokenDescription(
                        slot,
                        flags,
                        Map.of(
                                "token", text(info, 0, 32),
                                "manufacturer", text(info, 32, 32),
                                "model", text(info, 64, 16),
                                "serial", text(info, 80, 16)),
                        slotDescription(slot));
                if (token.isSetUp()) {
                    tokens.add(token);
                }
            } catch (Pkcs11Exception e) {
                if (!e.isOneOf(Pkcs11Exception.TOKEN_NOT_PRESENT, Pkcs11Exception.TOKEN_NOT_RECOGNIZED)) {
                    throw e;
                }
            }
        }
        return tokens;
    }

    private Map<String, String> slotDescription(long slot) throws IOException {
        try (var info = new Memory(STRUCTURE)) {
            call(Pkcs11Function.GET_SLOT_INFO, new NativeLong(slot), info);
            return Map.of(
                    "slot-description", text(info, 0, 64),
                    "slot-manufacturer", text(info, 64, 32),
                    "slot-id", Long.toString(slot));
        }
    }

    private List<Long> slots() throws IOException {
        byte withToken = 1;
        var count = new NativeLongByReference();
        call(Pkcs11Function.GET_SLOT_LIST, withToken, null, count);
        int room = (int) Math.min(MOST_SLOTS, count.getValue().longValue());
        var slots = new ArrayList<Long>();
        try (var list = new Memory((room + 1L) * NativeLong.SIZE)) {
            count.setValue(new NativeLong(room));
            call(Pkcs11Function.GET_SLOT_LIST, withToken, list, count);
            for (long i = 0; i < Math.min(room, count.getValue().longValue()); i++) {
                slots.add(list.getNativeLong(i * NativeLong.SIZE).longValue());
            }
        }
        return slots;
    }

    /** Texts are filled up with blanks. */
    private static String text(Memory structure, long offset, int length) {
        return new String(structure.getByteArray(offset, length), UTF_8)
                .replace('\0', ' ')
                .stripTrailing();
    }
}
