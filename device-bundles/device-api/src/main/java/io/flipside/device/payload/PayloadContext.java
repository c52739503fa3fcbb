// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a payload type knows of the update it takes part in; the same in every step, also after a restart.
 *
 * @param updateId identifies the update
 * @param artifactName name of the artifact being installed
 * @param payloadType the payload's type
 * @param metaData the payload's meta-data, a JSON object as text
 * @param workDirectory a directory on the data partition that lives from before the first step until after CLEANUP
 */
public record PayloadContext(
        String updateId, String artifactName, String payloadType, Optional<String> metaData, Path workDirectory) {}
