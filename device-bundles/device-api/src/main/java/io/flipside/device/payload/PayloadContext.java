// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.nio.file.Path;

/**
 * Describes the current update and payload to a payload handler. Apart from the answers in it, it is the same in every
 * call of an update, also after a reboot.
 *
 * @param updateId identifies the update
 * @param artifact the artifact that is being installed
 * @param index which of the artifact's payloads this is
 * @param installed what was installed when the update began
 * @param workDirectory a directory of this payload on the data partition; lives from before the first call until after
 *     CLEANUP
 */
public record PayloadContext(
        String updateId, ArtifactDescription artifact, int index, DeviceBeforeUpdate installed, Path workDirectory) {
    public PayloadContext {
        if (index < 0 || index >= artifact.payloads().size()) {
            throw new IllegalArgumentException("artifact '" + artifact.name() + "' has no payload number " + index);
        }
    }

    /** Makes the context of an artifact's only payload, on a device of which nothing is known. */
    public static PayloadContext of(String updateId, ArtifactDescription artifact, Path workDirectory) {
        return new PayloadContext(updateId, artifact, 0, DeviceBeforeUpdate.UNKNOWN, workDirectory);
    }

    /** Returns the payload that the handler is called for. */
    public PayloadDescription payload() {
        return artifact.payloads().get(index);
    }
}
