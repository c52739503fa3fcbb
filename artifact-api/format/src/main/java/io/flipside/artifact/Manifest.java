// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarReader;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the checksums of all files in an artifact, and parses and formats the manifest lines {@code <64 lower-case
 * hex><two blanks><name>\n}.
 *
 * @param digests by name, in the order of the lines
 */
record Manifest(Map<String, Digest> digests) {
    static final String DATA = "data/0000/";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([!-~]{1,300})");

    Manifest {
        digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
    }

    static Manifest parse(byte[] bytes) throws MalformedException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\n")) {
            throw new MalformedException("the last line has no line end");
        }
        Map<String, Digest> digests = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new MalformedException(
                        "line " + number + " is not '<sha256>  <name>': '" + TarReader.printable(line) + "'");
            }
            if (digests.put(matcher.group(2), new Digest(matcher.group(1))) != null) {
                throw new MalformedException("line " + number + " lists '" + matcher.group(2) + "' again");
            }
        }
        return new Manifest(digests);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    Digest require(String name) throws MalformedException {
        return Optional.ofNullable(digests.get(name))
                .orElseThrow(
                        () -> new MalformedException("the manifest does not list '" + TarReader.printable(name) + "'"));
    }

    /** The payload files; whatever else is listed must be one of {@code others}. */
    List<Artifact.ListedFile> files(List<String> others) throws MalformedException {
        for (String other : others) {
            require(other);
        }
        List<Artifact.ListedFile> files = new ArrayList<>();
        for (Map.Entry<String, Digest> line : digests.entrySet()) {
            if (line.getKey().startsWith(DATA)) {
                files.add(new Artifact.ListedFile(
                        FileNameRules.payloadFile(line.getKey().substring(DATA.length())), line.getValue()));
            } else if (!others.contains(line.getKey())) {
                throw new MalformedException(
                        "the manifest lists '" + line.getKey() + "', which is no part of an artifact");
            }
        }
        if (files.size() > ArtifactLimits.FILES) {
            throw new MalformedException("the manifest lists more than " + ArtifactLimits.FILES + " payload files");
        }
        return files;
    }
}
