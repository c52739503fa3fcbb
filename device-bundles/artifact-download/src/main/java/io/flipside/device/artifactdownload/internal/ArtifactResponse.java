// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import java.io.InputStream;

/**
 * Holds a successful HTTP response with an artifact or its remaining bytes.
 *
 * @param body delivers the bytes
 * @param version the validators of what the bytes belong to
 * @param start offset of the first of them
 */
record ArtifactResponse(InputStream body, ContentValidators version, long start) {}
