// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stores the bytes of artifacts in a directory, one file each. A half-written file never has an artifact's name. */
@ApplicationScoped
public class DirectoryArtifactStore {
    private static final Logger LOG = System.getLogger(DirectoryArtifactStore.class.getName());
    private static final String PART = ".part";
    private static final Duration ABANDONED = Duration.ofHours(24);

    @Inject
    @ConfigProperty(name = "flipside.data")
    String data;

    private Path folder = Path.of("");

    @PostConstruct
    void prepare() {
        folder = Path.of(data).toAbsolutePath().resolve("artifacts");
        try {
            Files.createDirectories(folder);
            sweep();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep artifacts in " + folder, e);
        }
    }

    /**
     * Deletes the half-written files of killed servers. Recent ones may be another instance's, so a server that starts again
     * at once deletes its own only later: with the uploads that follow.
     */
    private void sweep() throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path part : files.filter(f -> f.toString().endsWith(PART)).toList()) {
                if (Files.getLastModifiedTime(part).compareTo(limit) < 0) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    Path newPart() throws IOException {
        sweep();
        return folder.resolve(UUID.randomUUID() + PART);
    }

    /** Makes a completely written file visible under the artifact's id, durably. */
    void publish(Path part, String id) throws IOException {
        Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    void delete(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "artifact file " + file(id) + " could not be deleted; delete it by hand", e);
        }
    }

    public FileChannel open(String id) throws IOException {
        return FileChannel.open(file(id), StandardOpenOption.READ);
    }

    private Path file(String id) {
        return folder.resolve(UUID.fromString(id) + ".mender");
    }
}
