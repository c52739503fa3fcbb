// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells which artifact was selected for a device, or why none was. Knows what follows for the device deployment and
 * for the API. A further result is one more record: nobody asks which of them it is.
 */
public interface SelectionResult {
    /** The reason in a sentence for people. */
    String reason();

    /** The word for it in the management API. */
    String word();

    /** The status with which the device deployment ends; empty if it does not end by this. */
    Optional<DeviceDeploymentStatus> ending();

    /** The artifact that the device gets. */
    default Optional<StoredArtifact> artifact() {
        return Optional.empty();
    }

    /** The time before which the device need not be asked about again. */
    default Optional<Instant> eligibleFrom() {
        return Optional.empty();
    }

    /**
     * Records in a device deployment what follows from this.
     *
     * @param providesDigest the digest of what the device provides now
     * @return whether an artifact was offered
     */
    default boolean applyTo(DeviceDeployment deviceDeployment, String providesDigest) {
        artifact().ifPresent(offered -> deviceDeployment.offered(offered.id(), providesDigest));
        eligibleFrom().ifPresent(deviceDeployment::postpone);
        ending().ifPresent(status -> deviceDeployment.end(status, reason()));
        return artifact().isPresent();
    }

    /** Whether the device is told by an error that its update cannot go on; otherwise it hears that there is nothing. */
    default boolean conflict() {
        return false;
    }

    /** The device gets an artifact. */
    record Offer(StoredArtifact offered, String reason) implements SelectionResult {
        @Override
        public String word() {
            return "offer";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.empty();
        }

        @Override
        public Optional<StoredArtifact> artifact() {
            return Optional.of(offered);
        }
    }

    /** The device had the release before it was asked to install it. */
    record AlreadyInstalled(String reason) implements SelectionResult {
        @Override
        public String word() {
            return "already-installed";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.of(DeviceDeploymentStatus.ALREADY_INSTALLED);
        }
    }

    /** The device was installing the release, and now has it: its last report was lost. */
    record Arrived(String reason) implements SelectionResult {
        @Override
        public String word() {
            return "already-installed";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.of(DeviceDeploymentStatus.SUCCESS);
        }
    }

    /** No artifact of the release is compatible with the device. */
    record NoArtifact(String reason) implements SelectionResult {
        @Override
        public String word() {
            return "no-artifact";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.of(DeviceDeploymentStatus.NOARTIFACT);
        }
    }

    /** The device provides something else than when its update began. */
    record Changed(String reason) implements SelectionResult {
        @Override
        public String word() {
            return "conflict";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.of(DeviceDeploymentStatus.FAILURE);
        }

        @Override
        public boolean conflict() {
            return true;
        }
    }

    /** No unfinished deployment includes the device. */
    record Nothing(String reason) implements SelectionResult {
        @Override
        public String word() {
            return "nothing";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.empty();
        }
    }
}
