// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores the bytes of artifacts in a bucket, one object each, written as a multipart upload: a sketch of an S3 store. */
final class ObjectArtifactStore implements ArtifactStore {
    private static final int PART = 1 << 16;

    private final MemoryBucket bucket;

    ObjectArtifactStore(MemoryBucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public Optional<String> mark() {
        return bucket.getObject(MARK, 0, Integer.MAX_VALUE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void mark(String text) {
        bucket.putObject(MARK, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Upload begin(String id) {
        return new PartUpload(bucket.createMultipartUpload(id));
    }

    @Override
    public InputStream read(String id, long first, long length) throws NoSuchFileException {
        byte[] range = bucket.getObject(id, first, length).orElseThrow(() -> new NoSuchFileException(id));
        return new ExactLengthInput(new ByteArrayInputStream(range), length);
    }

    @Override
    public void delete(String id) {
        bucket.deleteObject(id);
        bucket.abortMultipartUpload("upload-" + id);
    }

    @Override
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        bucket.listObjects().forEach((key, object) -> {
            if (!key.equals(MARK)) {
                entries.add(new Entry(key, object.lastModified(), true));
            }
        });
        bucket.listMultipartUploads()
                .forEach(upload -> entries.add(new Entry(upload.key(), upload.initiated(), false)));
        return entries;
    }

    /** Collects bytes until a part is full. */
    private final class PartUpload implements Upload {
        private final String uploadId;
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private final OutputStream output = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                part.write(bytes, offset, length);
                if (part.size() >= PART) {
                    send();
                }
            }
        };

        PartUpload(String uploadId) {
            this.uploadId = uploadId;
        }

        private void send() {
            bucket.uploadPart(uploadId, part.toByteArray());
            part.reset();
        }

        @Override
        public OutputStream output() {
            return output;
        }

        @Override
        public void publish() {
            send();
            bucket.completeMultipartUpload(uploadId);
        }

        @Override
        public void close() {
            bucket.abortMultipartUpload(uploadId);
        }
    }
}
