// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UpdateApproversTest {
    private static final UpdateStatus STATUS = new UpdateStatus(
            "1", Mode.MANAGED, Optional.empty(), Phase.INSTALL, new Progress(0, -1), Optional.empty(), false);

    private final UpdateApprovers approvers = new UpdateApprovers(Duration.ofMillis(50));

    private Optional<String> ask() throws InterruptedException {
        return approvers.objection(ApprovalPoint.REBOOT, STATUS);
    }

    @Test
    void withoutAnyApproverNobodyHasAgreed() throws Exception {
        assertThat(ask()).hasValueSatisfying(why -> assertThat(why).contains("no update approver", "REBOOT"));
    }

    @Test
    void allApproversAreAskedAndOneRefusalCounts() throws Exception {
        approvers.bind((next, status) -> Optional.empty());
        approvers.bind((next, status) -> Optional.of("the machine is in use"));
        assertThat(ask()).contains("the machine is in use");
    }

    @Test
    void anApproverThatFailsHasNotAgreed() throws Exception {
        approvers.bind((next, status) -> {
            throw new IllegalStateException("broken");
        });
        assertThat(ask()).hasValueSatisfying(why -> assertThat(why).contains("broken"));
    }

    @Test
    void theAnswerOfAnApproverThatWentAwayMeanwhileDoesNotCount() throws Exception {
        AtomicInteger successor = new AtomicInteger();
        approvers.bind(new UpdateApprover() {
            @Override
            public Optional<String> objection(ApprovalPoint next, UpdateStatus status) {
                approvers.unbind(this);
                approvers.bind((again, later) -> {
                    successor.incrementAndGet();
                    return Optional.empty();
                });
                return Optional.of("the connection was closed");
            }
        });
        assertThat(ask()).isEmpty();
        assertThat(successor).hasValue(1);
    }

    @Test
    void anApproverThatDoesNotComeBackIsNotMissedForEver() throws Exception {
        UpdateApprover gone = (next, status) -> Optional.empty();
        approvers.bind(gone);
        approvers.bind((next, status) -> Optional.empty());
        approvers.unbind(gone);
        assertThat(ask()).isEmpty();
    }

    /** A record may be one: its twin is somebody else. */
    private record Objector(String name, AtomicInteger asked) implements UpdateApprover {
        @Override
        public Optional<String> objection(ApprovalPoint next, UpdateStatus status) {
            return asked.incrementAndGet() == 2 ? Optional.of("the second one objects") : Optional.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Objector;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void ofTwoEqualApproversBothAreAsked() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        approvers.bind(new Objector("a", asked));
        approvers.bind(new Objector("b", asked));
        assertThat(ask()).contains("the second one objects");
    }
}
