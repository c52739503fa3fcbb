// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the partition of a disk image that the user chose, or else the one with the root file system: ext4, with
 * {@code /etc} and {@code /usr} or {@code /bin} in it.
 *
 * @param partitions all there are
 */
record PartitionFinder(ImageFile disk, List<DiskPartition> partitions) {
    /**
     * The partition, or several that are equal: A and B of a disk that nobody has updated yet.
     *
     * @throws ToolException if there are none, or some that differ, with a list
     */
    List<DiskPartition> find() throws IOException {
        if (disk.partition().isPresent()) {
            return List.of(numbered(disk.partition().getAsInt()));
        }
        var roots = roots();
        var found = roots.stream().map(Candidate::partition).toList();
        if (roots.stream().map(Candidate::digest).distinct().count() == 1) {
            return found;
        }
        throw ToolException.failed(
                roots.isEmpty()
                        ? "no partition of " + disk.name() + " holds a root file system in ext4; choose one of "
                                + listed(partitions) + " with --partition"
                        : "different partitions of " + disk.name() + " hold a root file system; choose one of "
                                + listed(found) + " with --partition");
    }

    private DiskPartition numbered(int number) throws ToolException {
        return partitions.stream()
                .filter(partition -> partition.number() == number)
                .findFirst()
                .orElseThrow(() -> ToolException.failed(
                        disk.name() + " has no partition " + number + "; choose one of " + listed(partitions)));
    }

    private List<Candidate> roots() throws IOException {
        var roots = new ArrayList<Candidate>();
        for (var partition : partitions) {
            var copy = disk.scratch().resolve("candidate");
            try {
                partition.copyOut(disk.file(), copy);
                if (ImageKind.of(copy).filter(ImageKind.EXT4::equals).isPresent()) {
                    var digest = Sha256Calculator.of(copy);
                    if (isRoot(copy, partition)) {
                        roots.add(new Candidate(partition, digest));
                    }
                }
            } finally {
                Files.deleteIfExists(copy);
            }
        }
        return roots;
    }

    private boolean isRoot(Path copy, DiskPartition partition) throws IOException {
        try {
            var files =
                    Ext4Image.open(copy, "partition " + partition.number() + " of " + disk.name(), disk.environment());
            return files.exists("/etc") && (files.exists("/usr") || files.exists("/bin"));
        } catch (ToolException e) {
            throw new ToolException(
                    e.exitCode(), e.getMessage() + ". If it is not this one, choose another with --partition", e);
        }
    }

    static String listed(List<DiskPartition> partitions) {
        return partitions.stream().map(DiskPartition::toString).collect(Collectors.joining(", "));
    }

    /** Holds a partition with a root file system, and the digest of its bytes. */
    private record Candidate(DiskPartition partition, Digest digest) {}
}
