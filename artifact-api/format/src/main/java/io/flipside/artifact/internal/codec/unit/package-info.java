// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Cuts compressed streams into units (gzip members, xz blocks, zstd frames) that are compressed and decompressed side by
 * side, and at which reading can be resumed.
 *
 * <p>Considered instead: the stream classes of java.util.zip, XZ for Java, zstd-jni and commons-compress. None of them
 * tells at which compressed byte a unit starts, none can begin there without what is before it, and none uses a second
 * core for reading; XZ for Java's seekable stream needs the whole file, as the index is at its end. A download that was cut
 * off would start again at its first byte, and a 1 GiB image would be decompressed by one core. The price of our own is
 * some 1400 lines around the libraries, which still do the compression itself, and three fuzz targets.
 */
@NullMarked
package io.flipside.artifact.internal.codec.unit;

import org.jspecify.annotations.NullMarked;
