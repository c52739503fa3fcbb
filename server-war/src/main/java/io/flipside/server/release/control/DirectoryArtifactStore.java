// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stores the bytes of artifacts in a directory, one file each. A half-written file never has an artifact's name. */
@ApplicationScoped
class DirectoryArtifactStore implements ArtifactStore {
    private static final String PUBLISHED = ".mender";
    private static final String UNPUBLISHED = ".part";
    private static final Pattern FILE = Pattern.compile("([0-9a-f-]{36})(\\.mender|\\.part)");

    @Inject
    @ConfigProperty(name = "flipside.data")
    String data;

    private Path folder = Path.of("");

    @PostConstruct
    void prepare() {
        folder = Path.of(data).toAbsolutePath().resolve("artifacts");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep artifacts in " + folder, e);
        }
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Optional<String> mark() throws IOException {
        Path file = folder.resolve(MARK);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    @Override
    public void mark(String text) throws IOException {
        // A name that is swept if the server is killed.
        try (Upload upload = new FileUpload(file(UUID.randomUUID().toString(), UNPUBLISHED), folder.resolve(MARK))) {
            upload.output().write(text.getBytes(StandardCharsets.UTF_8));
            upload.publish();
        }
    }

    @Override
    public Upload begin(String id) throws IOException {
        return new FileUpload(file(id, UNPUBLISHED), file(id, PUBLISHED));
    }

    @Override
    public InputStream read(String id, long first, long length) throws IOException {
        InputStream file = Files.newInputStream(file(id, PUBLISHED));
        try {
            file.skipNBytes(first);
            return new ExactLengthInput(file, length);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void delete(String id) throws IOException {
        Files.deleteIfExists(file(id, PUBLISHED));
        Files.deleteIfExists(file(id, UNPUBLISHED));
    }

    @Override
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    try {
                        Instant changed = Files.getLastModifiedTime(file).toInstant();
                        entries.add(
                                new Entry(name.group(1), changed, name.group(2).equals(PUBLISHED)));
                    } catch (NoSuchFileException e) {
                        // Published or deleted in this moment: the next list has it right.
                    }
                }
            }
        }
        return entries;
    }

    private Path file(String id, String suffix) {
        return folder.resolve(UUID.fromString(id) + suffix);
    }

    /** Writes a file beside its final name, and renames it when it is published. */
    private static final class FileUpload implements Upload {
        private final Path unpublished;
        private final Path published;
        private final OutputStream output;

        FileUpload(Path unpublished, Path published) throws IOException {
            this.unpublished = unpublished;
            this.published = published;
            this.output = new DurableFileOutput(unpublished);
        }

        @Override
        public OutputStream output() {
            return output;
        }

        @Override
        public void publish() throws IOException {
            output.close();
            Files.move(unpublished, published, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(published.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            try (output) {
                Files.deleteIfExists(unpublished);
            }
        }
    }
}
