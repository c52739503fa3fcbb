// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.artifact.model.Sha256Calculator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Reads and writes a virtual device's root filesystem image, which needs neither root nor a kernel. It is a block of
 * 4096 bytes that names sizes and checksum, a zip archive with the files, and filler that compresses about as well as
 * programs do. The checksum covers everything behind the first block, so that half an image, or a mix of two, does not
 * start.
 *
 * @param release the artifact name that the system says it is
 * @param files path to content; what lies in {@code health.d/} and {@code inventory.d/} is executable
 */
public record VirtualRootImage(String release, SortedMap<String, byte[]> files) {
    private static final int BLOCK = 4096;
    private static final String MAGIC = "flipside virtual root filesystem 1";
    private static final Pattern HEADER =
            Pattern.compile(MAGIC + "\nsize=(\\d{1,15})\nfiles=(\\d{1,9})\nsha256=([0-9a-f]{64})\n\0*");
    private static final int MAX_FILES = 16 << 20;

    /** A system that works. */
    public static VirtualRootImage healthy(String release) {
        return of(release, "#!/bin/sh\nexit 0\n");
    }

    /** A system that starts, but fails its own check. */
    public static VirtualRootImage failing(String release, String complaint) {
        return of(release, "#!/bin/sh\necho '" + complaint.replace("'", "") + "'\nexit 1\n");
    }

    private static VirtualRootImage of(String release, String check) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("etc/artifact_info", ("artifact_name=" + release + "\n").getBytes(UTF_8));
        files.put("health.d/10-self-check", check.getBytes(UTF_8));
        files.put(
                "inventory.d/flipside-inventory-system",
                ("#!/bin/sh\necho kernel=virtual\necho rootfs_release=" + release + "\n").getBytes(UTF_8));
        return new VirtualRootImage(release, files);
    }

    /** Writes an image of exactly {@code size} bytes. */
    public void write(Path file, long size) throws IOException {
        byte[] zip = zip();
        if (size < BLOCK + zip.length) {
            throw new IOException("an image of " + size + " bytes can't hold its files");
        }
        Sha256Calculator sum = new Sha256Calculator();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[BLOCK]);
            out.write(zip);
            sum.update(zip);
            CompressibleFiller filler = new CompressibleFiller(release.hashCode());
            for (long left = size - BLOCK - zip.length; left > 0; ) {
                byte[] chunk = filler.next();
                int count = (int) Math.min(left, chunk.length);
                out.write(chunk, 0, count);
                sum.update(chunk, 0, count);
                left -= count;
            }
        }
        String header = MAGIC + "\nsize=" + size + "\nfiles=" + zip.length + "\nsha256=" + sum.digest() + "\n";
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(Arrays.copyOf(header.getBytes(US_ASCII), BLOCK)));
        }
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a slot as a kernel would mount it.
     *
     * @return empty if there is no whole image: a kernel panic
     */
    public static Optional<VirtualRootImage> read(Path slot) throws IOException {
        try (InputStream in = Files.newInputStream(slot)) {
            Matcher header = HEADER.matcher(new String(in.readNBytes(BLOCK), US_ASCII));
            if (!header.matches() || Integer.parseInt(header.group(2)) > MAX_FILES) {
                return Optional.empty();
            }
            byte[] zip = in.readNBytes(Integer.parseInt(header.group(2)));
            Sha256Calculator sum = new Sha256Calculator();
            sum.update(zip);
            long left = Long.parseLong(header.group(1)) - BLOCK - zip.length;
            byte[] chunk = new byte[1 << 16];
            while (left > 0) {
                int count = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (count < 0) {
                    return Optional.empty();
                }
                sum.update(chunk, 0, count);
                left -= count;
            }
            return sum.digest().hex().equals(header.group(3)) ? unzip(zip) : Optional.empty();
        }
    }

    private static Optional<VirtualRootImage> unzip(byte[] bytes) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        String info = new String(files.getOrDefault("etc/artifact_info", new byte[0]), UTF_8);
        return Optional.of(
                new VirtualRootImage(info.replaceFirst("artifact_name=", "").trim(), files));
    }

    /** Puts the files where the agent finds them. */
    void unpack(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey()).normalize();
            if (!target.startsWith(directory)) {
                throw new IOException("the image has a file outside of its root: " + file.getKey());
            }
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
            if (file.getKey().matches("(health|inventory)\\.d/.*")
                    && !target.toFile().setExecutable(true)) {
                throw new IOException(target + ": can't be made executable");
            }
        }
    }
}
