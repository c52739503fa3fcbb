// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.model.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses the files of a header archive, and returns the {@link Artifact} that they and the manifest describe. */
final class HeaderArchiveParser {
    private HeaderArchiveParser() {}

    static Artifact version3(boolean signed, HeaderArchive header, List<Artifact.ListedFile> files) throws IOException {
        if (header.files().isPresent()) {
            throw new MalformedException("version 3 has no '" + HeaderArchive.FILES + "'");
        }
        HeaderJsonParser.HeaderInfo info = HeaderJsonParser.headerInfo3(header.headerInfo());
        HeaderJsonParser.TypeInfo type = HeaderJsonParser.typeInfo3(header.typeInfo());
        return artifact(3, signed, info, header, payload(info, type, metaData(header), files));
    }

    static Artifact version2(boolean signed, HeaderArchive header, List<Artifact.ListedFile> files) throws IOException {
        byte @Nullable [] listed = header.files().orElse(null);
        if (listed == null) {
            throw new MalformedException("version 2 needs '" + HeaderArchive.FILES + "'");
        }
        List<String> names = HeaderJsonParser.files2(listed);
        if (!names.equals(files.stream().map(Artifact.ListedFile::name).toList())) {
            throw new MalformedException("'" + HeaderArchive.FILES + "' and the manifest list different files");
        }
        HeaderJsonParser.HeaderInfo info = HeaderJsonParser.headerInfo2(header.headerInfo());
        HeaderJsonParser.TypeInfo type = HeaderJsonParser.typeInfo2(header.typeInfo());
        return artifact(2, signed, info, header, payload(info, type, metaData(header), files));
    }

    private static Artifact artifact(
            int version,
            boolean signed,
            HeaderJsonParser.HeaderInfo info,
            HeaderArchive header,
            Artifact.Payload payload)
            throws IOException {
        if (payload.type().isEmpty() && !payload.files().isEmpty()) {
            throw new MalformedException("an empty payload has no files");
        }
        return new Artifact(
                version,
                signed,
                info.name(),
                info.group(),
                info.deviceTypes(),
                info.dependsName(),
                info.dependsGroup(),
                header.scripts(),
                payload);
    }

    private static Artifact.Payload payload(
            HeaderJsonParser.HeaderInfo info,
            HeaderJsonParser.TypeInfo type,
            Optional<String> metaData,
            List<Artifact.ListedFile> files) {
        return new Artifact.Payload(
                info.type(), type.provides(), type.depends(), type.clearsProvides(), metaData, files);
    }

    /** The text as it is stored, once it is known to be an object. */
    private static Optional<String> metaData(HeaderArchive header) throws IOException {
        byte @Nullable [] bytes = header.metaData().orElse(null);
        if (bytes == null) {
            return Optional.empty();
        }
        HeaderJsonParser.metaData(bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
