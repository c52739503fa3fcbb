// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.tar;

import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.BoundedReads;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive entry by entry, in one pass. Only regular files and directories are let through; padding must
 * be zero, and the archive must end with its two zero blocks. Not thread-safe.
 */
public final class TarReader {
    /** Largest PAX or GNU extension of a header. */
    public static final int MAX_EXTENSION = 64 << 10;
    /** Largest time stamp, the year 9999; more is nonsense. */
    private static final long MAX_TIME = 253_402_300_799L;

    private static final int BLOCK = TarHeaderParser.BLOCK;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private byte[] scratch = new byte[BLOCK];
    private long left;
    private int padding;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry; what is left of the former one is skipped. Empty at the end marker. */
    public Optional<TarEntry> next() throws IOException {
        skipRest();
        PaxRecords pax = PaxRecords.NONE;
        @Nullable String longName = null;
        while (true) {
            TarHeaderParser header = header();
            if (header.isZero()) {
                requireEnd(pax != PaxRecords.NONE || longName != null);
                return Optional.empty();
            }
            header.requireChecksum();
            switch (header.type()) {
                case 'x' -> {
                    requireFirst(pax == PaxRecords.NONE);
                    pax = PaxRecords.parse(extension(header));
                }
                case 'L' -> {
                    requireFirst(longName == null);
                    longName = gnuName(extension(header));
                }
                default -> {
                    return Optional.of(entry(header, pax, longName));
                }
            }
        }
    }

    /** The content of the entry that {@link #next()} gave last; valid until the next call of it. */
    public AbstractInputStream content() {
        return new Content();
    }

    /** Size of the current entry's unread content. */
    public long left() {
        return left;
    }

    /** Bytes of the current content were passed over in the stream below; what is read next lies behind them. */
    public void passedOver(long count) {
        left -= count;
    }

    /** After the end marker: nothing but zeros may follow, and not more of them than a record of any tar program. */
    public void requireNothingMore() throws IOException {
        int total = 0;
        int n;
        while ((n = in.read(scratch)) >= 0) {
            total += n;
            requireZero(scratch, n, "after the end of the archive");
            if (total > 1 << 20) {
                throw new MalformedException("more than 1 MiB follows the end of the archive");
            }
        }
    }

    private TarEntry entry(TarHeaderParser header, PaxRecords pax, @Nullable String longName) throws IOException {
        if (pax.path().isPresent() && longName != null) {
            throw new MalformedException("tar entry has two long names: readers disagree on which one counts");
        }
        header.requireNumbers();
        pax.requireNumbers();
        String name = pax.path().orElse(longName != null ? longName : header.name());
        long size = pax.size(header.size());
        char type = header.type();
        boolean directory = type == '5' || (type == 0 && name.endsWith("/"));
        if (!directory && type != '0' && type != 0) {
            throw new MalformedException("entry '" + printable(name) + "' is neither a file nor a directory (type '"
                    + printable(String.valueOf(type)) + "')");
        }
        if (size < 0 || (directory && size != 0)) {
            throw new MalformedException("entry '" + printable(name) + "' has an impossible size");
        }
        long modified = Math.max(0, Math.min(MAX_TIME, pax.modified(header.modified())));
        startContent(size);
        return new TarEntry(name, directory, size, header.mode(), Instant.ofEpochSecond(modified));
    }

    private byte[] extension(TarHeaderParser header) throws IOException {
        long size = header.size();
        if (size < 0 || size > MAX_EXTENSION) {
            throw new MalformedException("tar header extension of " + size + " bytes is too long");
        }
        startContent(size);
        byte[] bytes = new byte[(int) size];
        BoundedReads.exactly(content(), bytes, bytes.length);
        skipRest();
        return bytes;
    }

    private static String gnuName(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    private TarHeaderParser header() throws IOException {
        if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
            throw new MalformedException("tar archive is cut off");
        }
        return new TarHeaderParser(block);
    }

    private void requireEnd(boolean afterExtension) throws IOException {
        if (afterExtension) {
            throw new MalformedException("tar header extension without an entry");
        }
        if (!header().isZero()) {
            throw new MalformedException("tar archive has a single zero block");
        }
    }

    private static void requireFirst(boolean first) throws MalformedException {
        if (!first) {
            throw new MalformedException("tar entry has two extensions of one kind");
        }
    }

    private void startContent(long size) {
        left = size;
        padding = (int) (-size & BLOCK - 1);
    }

    private void skipRest() throws IOException {
        InputStream content = content();
        if (left > scratch.length) {
            scratch = new byte[64 << 10];
        }
        while (left > 0) {
            if (content.read(scratch, 0, scratch.length) < 0) {
                break;
            }
        }
        if (padding > 0) {
            if (in.readNBytes(scratch, 0, padding) < padding) {
                throw new MalformedException("tar archive is cut off");
            }
            requireZero(scratch, padding, "in the padding of an entry");
            padding = 0;
        }
    }

    private static void requireZero(byte[] bytes, int length, String where) throws MalformedException {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                throw new MalformedException("tar archive has garbage " + where);
            }
        }
    }

    /** A name from outside, fit for a message. */
    public static String printable(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return shown.replaceAll("[^ -~]", "?");
    }

    private final class Content extends AbstractInputStream {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(target, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new MalformedException("tar archive is cut off");
            }
            left -= n;
            return n;
        }

        @Override
        public int writeTo(OutputStream out, int most) throws IOException {
            if (left == 0 || !(in instanceof AbstractInputStream source)) {
                return super.writeTo(out, most);
            }
            int n = source.writeTo(out, (int) Math.min(most, left));
            if (n < 0) {
                throw new MalformedException("tar archive is cut off");
            }
            left -= n;
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }
    }
}
