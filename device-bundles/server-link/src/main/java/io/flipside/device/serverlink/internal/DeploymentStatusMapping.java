// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.update.UpdateStatus;

/** Lists the deployment statuses of the Mender API, and maps outcomes of an update to them. */
final class DeploymentStatusMapping {
    static final String DOWNLOADING = "downloading";
    static final String INSTALLING = "installing";
    static final String REBOOTING = "rebooting";
    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";
    private static final String ALREADY_INSTALLED = "already-installed";

    private DeploymentStatusMapping() {}

    /** What to tell at the end. */
    static String of(UpdateStatus.Outcome verdict) {
        return switch (verdict) {
            case SUCCESS -> SUCCESS;
            case ALREADY_INSTALLED -> ALREADY_INSTALLED;
            case FAILURE, INCONSISTENT -> FAILURE;
        };
    }

    static boolean failed(UpdateStatus.Outcome verdict) {
        return of(verdict).equals(FAILURE);
    }
}
