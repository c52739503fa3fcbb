// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.source.ArtifactSource;
import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Component;

/** Opens artifacts that are files on this device, for example on a USB stick or a mounted share. */
@Component(service = ArtifactSource.class, property = ArtifactSource.SCHEMES + "=file")
public final class FileArtifactSource implements ArtifactSource {
    @Override
    public ArtifactStream open(URI location) throws IOException {
        Path file = file(location);
        try {
            if (Files.isDirectory(file)) {
                throw new SourceException(file + " is a directory; name the artifact in it");
            }
            // A channel, because closing it or an interrupt ends a read that hangs (a pipe, a dead network share).
            FileChannel channel = FileChannel.open(file);
            OptionalLong size = Files.isRegularFile(file) ? OptionalLong.of(channel.size()) : OptionalLong.empty();
            return new FileStream(Channels.newInputStream(channel), size);
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    "there is no file " + file + "; check the path, and that its medium is mounted", e);
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("the file " + file + " can't be read: " + e, e);
        }
    }

    private static Path file(URI location) throws SourceException {
        try {
            return Path.of(location);
        } catch (IllegalArgumentException e) {
            throw new SourceException(location + " names no file of this device: " + e.getMessage(), e);
        }
    }

    private record FileStream(InputStream content, OptionalLong size) implements ArtifactStream {
        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
