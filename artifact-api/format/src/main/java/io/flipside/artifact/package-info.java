// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads and writes update artifacts (.mender files, format versions 2 and 3) as streams: header first, payload files
 * after it, each checked against the signed manifest. {@code FORMAT.md} beside this module's sources is normative.
 *
 * <pre>{@code
 * ArtifactWriter.rootfsImage(Path.of("rootfs.ext4"))
 *         .name("release-1")
 *         .deviceTypes("raspberrypi4")
 *         .signer(ArtifactSigner.of(PemKeys.privateKey(Files.readString(keyFile))))
 *         .write(Path.of("release-1.mender"));
 *
 * try (ArtifactReader reader = ArtifactReader.open(in, ReadOptions.withoutKeys())) {
 *     for (Optional<PayloadFile> file = reader.nextFile(); file.isPresent(); file = reader.nextFile()) {
 *         file.get().content().transferTo(out);
 *     }
 * }
 * }</pre>
 *
 * <p>A reader that was cut off in a large payload file can be followed by one that fetches only the rest:
 * {@link io.flipside.artifact.model.PayloadFile#checkpoint} and {@link io.flipside.artifact.model.PayloadFile#resume}.
 *
 * <p>This package knows what an artifact is; the packages below {@code internal} know only tar, compression and
 * signatures, and do not depend on it.
 */
@Export
@Version("3.2.0")
@NullMarked
package io.flipside.artifact;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
