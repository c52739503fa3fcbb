// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Opens files for direct I/O, bypassing the page cache, where the system supports that. Thus an image does not evict
 * the running system's pages, and data that is read back comes from the storage.
 */
final class DirectFile {
    /** Buffers, positions and lengths are multiples of this. */
    static final int BLOCK = 4096;

    /** The fast size of a transfer. */
    static final int BUFFER = 1 << 20;

    private static final Logger LOG = System.getLogger(DirectFile.class.getName());
    private static final Optional<OpenOption> DIRECT = direct();

    private DirectFile() {}

    /** Past the cache, or plainly where that does not work. */
    static FileChannel open(Path path, StandardOpenOption how) throws IOException {
        if (DIRECT.isPresent() && Files.getFileStore(path).getBlockSize() <= BLOCK) {
            try {
                return FileChannel.open(path, how, DIRECT.get());
            } catch (IOException | UnsupportedOperationException e) {
                LOG.log(Level.DEBUG, "{0} is used through the page cache: {1}", path, e.getMessage());
            }
        }
        return FileChannel.open(path, how);
    }

    /** A buffer that suits. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER + BLOCK).alignedSlice(BLOCK).limit(BUFFER);
    }

    /** The option lives in a module that a stripped-down Java may lack, and in a package that no bundle imports. */
    private static Optional<OpenOption> direct() {
        try {
            Class<?> options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption", true, ClassLoader.getPlatformClassLoader());
            for (Object option : options.getEnumConstants()) {
                if (option.toString().equals("DIRECT")) {
                    return Optional.of((OpenOption) option);
                }
            }
        } catch (ClassNotFoundException e) {
            LOG.log(Level.DEBUG, "this Java has no jdk.unsupported; the page cache is used");
        }
        return Optional.empty();
    }
}
