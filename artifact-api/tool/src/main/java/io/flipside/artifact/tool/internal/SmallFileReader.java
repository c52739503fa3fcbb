// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small input file whole, such as a key or a script, up to a maximum length. */
public final class SmallFileReader {
    private static final int LONGEST_TEXT = 1 << 20;

    private SmallFileReader() {}

    /**
     * All bytes of a file.
     *
     * @param what it is, in messages
     * @param limit most bytes
     */
    public static byte[] bytes(Path file, String what, int limit) throws IOException {
        if (Files.isDirectory(file)) {
            throw ToolException.failed("cannot read the " + what + " " + file + ": it is a directory");
        }
        try (var in = SequentialFileInput.open(file)) {
            var bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw ToolException.failed(
                        "cannot use the " + what + " " + file + ": it is longer than " + limit + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ToolException(ExitCode.FAILED, "cannot read the " + what + " " + file + ": no such file", e);
        }
    }

    /** All of a text in UTF-8, at most 1 MiB. */
    public static String text(Path file, String what) throws IOException {
        var in = ByteBuffer.wrap(bytes(file, what, LONGEST_TEXT));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new ToolException(
                    ExitCode.FAILED,
                    "cannot use the " + what + " " + file + ": byte " + in.position() + " is not UTF-8",
                    e);
        }
    }

    /** The text of a JSON object, without blanks and line feeds around it: dump puts one behind it. */
    public static String metaData(Path file) throws IOException {
        var text = text(file, "meta-data");
        try {
            Json.parse(text).asObject();
        } catch (JsonException e) {
            throw new ToolException(
                    ExitCode.FAILED, "cannot use the meta-data " + file + ": no JSON object: " + e.getMessage(), e);
        }
        return text.strip();
    }
}
