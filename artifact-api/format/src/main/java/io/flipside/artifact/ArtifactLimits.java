// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

/**
 * Lists the upper limits for sizes, entry counts and text lengths that the reader enforces on an untrusted artifact.
 * FORMAT.md has them as a table.
 */
final class ArtifactLimits {
    static final int VERSION = 1 << 10;
    static final int MANIFEST = 1 << 20;
    static final int SIGNATURE = 8 << 10;
    /** Payload files, all manifests together. */
    static final int FILES = 4096;

    static final int NAME = 255;
    /** A header's JSON texts: header-info, type-info, files. */
    static final int INFO = 256 << 10;

    static final int META_DATA = 1 << 20;
    static final int SCRIPTS = 256;
    /** All scripts together, in bytes. */
    static final int SCRIPT_BYTES = 16 << 20;
    /** A header archive, decompressed. */
    static final long HEADER = 32 << 20;
    /** Entries of a header archive. */
    static final int HEADER_ENTRIES = 1024;
    /** A header archive as stored. */
    static final long STORED_HEADER = 32 << 20;
    /** Elements of a list, members of a map in a header. */
    static final int ELEMENTS = 4096;
    /** A name, a type, a key or a value in a header, in UTF-8 bytes. */
    static final int TEXT = 4096;

    static final long PAYLOAD = 1L << 40;

    private ArtifactLimits() {}
}
