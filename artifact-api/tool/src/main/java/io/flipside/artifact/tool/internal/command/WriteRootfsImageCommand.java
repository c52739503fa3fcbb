// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.DefaultProvides;
import io.flipside.artifact.DefaultProvides.Checksum;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import io.flipside.artifact.tool.internal.option.SoftwareVersionOptions;
import io.flipside.artifact.tool.internal.option.StateScriptOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an artifact with an image of the root filesystem ({@code write rootfs-image}). */
@Command(name = "rootfs-image", description = "Pack the image of a root filesystem, for an A/B update.")
final class WriteRootfsImageCommand extends AbstractWriteCommand {
    @Option(
            names = {"--file", "-f"},
            required = true,
            paramLabel = "FILE",
            description = "The image.")
    Path file = Path.of("");

    @Option(
            names = "--no-checksum-provide",
            description = "Do not provide the image's checksum, for clients that know no provides.")
    boolean noChecksum;

    @Option(
            names = "--legacy-rootfs-image-checksum",
            description = "Provide the checksum as rootfs_image_checksum, for clients before 2.6.")
    boolean legacyChecksum;

    @Option(
            names = {"--ssh-args", "-S"},
            hidden = true)
    Optional<String> sshArguments = Optional.empty();

    @Mixin
    final PartitionOptions partition = new PartitionOptions();

    @Mixin
    final SoftwareVersionOptions software = new SoftwareVersionOptions();

    @Mixin
    final StateScriptOptions scripts = new StateScriptOptions();

    private Optional<TemporaryDirectory> copies = Optional.empty();

    WriteRootfsImageCommand(CommandContext context) {
        super(context);
    }

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    List<Path> otherInputs() throws IOException {
        return scripts.files();
    }

    @Override
    ArtifactWriter special() throws IOException {
        if (sshArguments.isPresent() || file.toString().startsWith("ssh:")) {
            throw ToolException.failed(
                    "snapshots of running devices are not supported; read the partition yourself, for"
                            + " example: ssh DEVICE mender-snapshot dump > image.ext4");
        }
        var writer = ArtifactWriter.module(DefaultProvides.ROOTFS_IMAGE)
                .file(file.getFileName() + "", fileSystem())
                .defaults(software.defaults(checksum()));
        scripts.addTo(writer);
        return writer;
    }

    /** The image, or of a disk the partition, which is what a device writes into a partition of its own. */
    private Path fileSystem() throws IOException {
        boolean disk = Files.isRegularFile(file) && ImageFile.isDisk(file);
        if (!disk && partition.number().isPresent()) {
            throw ToolException.failed(file + " has no partition table; leave --partition away");
        }
        if (!disk) {
            return file;
        }
        var directory = context().temporaryDirectory(file);
        copies = Optional.of(directory);
        return new ImageFile(file, file + "", partition.number(), directory.resolve(""), environment()).partitionCopy();
    }

    @Override
    void removeCopies() throws IOException {
        if (copies.isPresent()) {
            copies.get().close();
        }
    }

    private Checksum checksum() {
        if (noChecksum) {
            return Checksum.NONE;
        }
        return legacyChecksum ? Checksum.LEGACY : Checksum.STANDARD;
    }
}
