// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Imitates a bucket of an object store such as S3, in memory: whole objects, multipart uploads, ranges, no renaming. */
final class MemoryBucket {
    private final Map<String, StoredObject> objects = new ConcurrentHashMap<>();
    private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();

    record StoredObject(byte[] content, Instant lastModified) {}

    record MultipartUpload(String key, List<byte[]> parts, Instant initiated) {}

    String createMultipartUpload(String key) {
        String uploadId = "upload-" + key;
        uploads.put(uploadId, new MultipartUpload(key, new ArrayList<>(), Instant.now()));
        return uploadId;
    }

    void uploadPart(String uploadId, byte[] part) {
        uploads.get(uploadId).parts().add(part);
    }

    void completeMultipartUpload(String uploadId) {
        MultipartUpload upload = uploads.remove(uploadId);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        upload.parts().forEach(content::writeBytes);
        putObject(upload.key(), content.toByteArray());
    }

    void putObject(String key, byte[] content) {
        objects.put(key, new StoredObject(content, Instant.now()));
    }

    void abortMultipartUpload(String uploadId) {
        uploads.remove(uploadId);
    }

    List<MultipartUpload> listMultipartUploads() {
        return List.copyOf(uploads.values());
    }

    Map<String, StoredObject> listObjects() {
        return Map.copyOf(objects);
    }

    /** Returns the part of the range that the object has, as S3 does. */
    Optional<byte[]> getObject(String key, long first, long length) {
        return Optional.ofNullable(objects.get(key))
                .map(object -> Arrays.copyOfRange(
                        object.content(), (int) first, (int) Math.min(first + length, object.content().length)));
    }

    void deleteObject(String key) {
        objects.remove(key);
    }
}
