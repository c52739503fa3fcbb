// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.rollout.control.ArtifactDispatch.Answer;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A result that scheduling will bring is one record, and no other place has to know it. */
class NewSelectionResultTest {
    /** The device has to wait, for example for its phase or its maintenance window. */
    private record NotYet(Instant until) implements SelectionResult {
        @Override
        public String reason() {
            return "not before " + until;
        }

        @Override
        public String word() {
            return "not-yet";
        }

        @Override
        public Optional<DeviceDeploymentStatus> ending() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> eligibleFrom() {
            return Optional.of(until);
        }
    }

    private final Instant until = Instant.parse("2027-01-01T02:00:00Z");
    private final DeviceDeployment waiting = new DeviceDeployment(new Deployment("d", "r", false, "", 1), "device");

    @Test
    void itMakesTheDeviceWaitWithoutEndingItsDeployment() {
        assertThat(new NotYet(until).applyTo(waiting, "digest")).isFalse();
        assertThat(waiting.eligibleAt()).isEqualTo(until);
        assertThat(waiting.status()).isEqualTo(DeviceDeploymentStatus.PENDING);
        assertThat(waiting.started()).isEmpty();
    }

    @Test
    void itIsExplainedByItsOwnWord() {
        Answer answer = new Answer(Optional.of(waiting), new NotYet(until));
        assertThat(answer.result().word()).isEqualTo("not-yet");
        assertThat(answer.result().conflict()).isFalse();
        assertThat(answer.result().artifact()).isEmpty();
    }
}
