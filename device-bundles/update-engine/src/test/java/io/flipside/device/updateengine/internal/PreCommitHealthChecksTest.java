// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.health.HealthCheck;
import io.flipside.device.health.HealthCheckStage;
import io.flipside.device.health.HealthResult;
import io.flipside.device.health.HealthStatus;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreCommitHealthChecksTest {
    @TempDir
    Path directory;

    private PreCommitHealthChecks checks;

    @BeforeEach
    void begin() throws IOException {
        checks = new PreCommitHealthChecks(
                new Rig(directory).settings().timeouts(), new UpdateLog(directory.resolve("log")));
    }

    private record Check(
            String name,
            Set<HealthCheckStage> stages,
            Duration timeout,
            CountDownLatch interrupted,
            HealthResult result)
            implements HealthCheck {
        @Override
        public HealthResult check() throws InterruptedException {
            if (result.status() == HealthStatus.HEALTH_CHECK_ERROR) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            return result;
        }
    }

    private static Check check(HealthCheckStage stage, HealthStatus status) {
        return new Check(
                "the network",
                Set.of(stage),
                Duration.ofMillis(200),
                new CountDownLatch(1),
                HealthResult.of(status, "no route"));
    }

    @Test
    void nameTheCheckThatComplains() throws Exception {
        checks.bind(check(HealthCheckStage.BEFORE_COMMIT, HealthStatus.CRITICAL));
        assertThat(checks.complaint()).contains("the network: no route");
    }

    @Test
    void leaveAWarningBe() throws Exception {
        checks.bind(check(HealthCheckStage.BEFORE_COMMIT, HealthStatus.WARN));
        assertThat(checks.complaint()).isEmpty();
    }

    @Test
    void leaveOutTheChecksOfAnotherStage() throws Exception {
        checks.bind(check(HealthCheckStage.WHILE_RUNNING, HealthStatus.CRITICAL));
        assertThat(checks.complaint()).isEmpty();
    }

    /** Two checks that equal each other, as two records of the same values do. */
    private record Twin(HealthStatus status, CountDownLatch end) implements HealthCheck {
        @Override
        public String name() {
            return "twin";
        }

        @Override
        public Set<HealthCheckStage> stages() {
            return Set.of(HealthCheckStage.BEFORE_COMMIT);
        }

        @Override
        public Duration timeout() {
            return Duration.ofMillis(200);
        }

        @Override
        public HealthResult check() {
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return HealthResult.of(status, "as it is");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Twin;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void tellEqualChecksApart() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Twin stuck = new Twin(HealthStatus.OK, end);
        checks.bind(stuck);
        assertThat(checks.complaint()).contains("twin: did not end within 0 s");
        checks.unbind(stuck);
        checks.bind(new Twin(HealthStatus.OK, new CountDownLatch(0)));

        assertThat(checks.complaint()).isEmpty();
        end.countDown();
    }

    @Test
    void forgetTheCheckThatGoesAndNotAnEqualOne() throws Exception {
        Twin gone = new Twin(HealthStatus.CRITICAL, new CountDownLatch(0));
        checks.bind(new Twin(HealthStatus.OK, new CountDownLatch(0)));
        checks.bind(gone);
        checks.unbind(gone);

        assertThat(checks.complaint()).isEmpty();
    }

    @Test
    void endACheckThatTakesLongerThanItMay() throws Exception {
        Check endless = check(HealthCheckStage.BEFORE_COMMIT, HealthStatus.HEALTH_CHECK_ERROR);
        checks.bind(endless);
        assertThat(checks.complaint())
                .hasValueSatisfying(complaint -> assertThat(complaint).startsWith("the network: did not end within"));
        assertThat(endless.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
