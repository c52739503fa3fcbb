// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus;
import java.util.Optional;

/** Maps phases and outcomes of an update to the deployment statuses of the Mender API. */
final class DeploymentStatusMapping {
    static final String DOWNLOADING = "downloading";
    static final String INSTALLING = "installing";
    private static final String REBOOTING = "rebooting";
    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";
    private static final String ALREADY_INSTALLED = "already-installed";

    private DeploymentStatusMapping() {}

    /** What to tell before a phase. */
    static Optional<String> before(Phase phase) {
        return switch (phase) {
            case INSTALL -> Optional.of(INSTALLING);
            case REBOOT -> Optional.of(REBOOTING);
                // Each phase stands here, so that a new one can't be forgotten.
            case IDLE,
                    DOWNLOAD,
                    VERIFY_REBOOT,
                    AWAIT_COMMIT,
                    COMMIT,
                    COMMITTED,
                    ROLLBACK,
                    ROLLBACK_REBOOT,
                    VERIFY_ROLLBACK_REBOOT,
                    FAILURE,
                    CLEANUP,
                    REPORT -> Optional.empty();
        };
    }

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
