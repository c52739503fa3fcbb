// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.FakeHandler;
import io.flipside.device.updateengine.internal.testing.HandlerWithoutReboot;
import io.flipside.device.updateengine.internal.testing.MenderFile;
import io.flipside.device.updateengine.internal.testing.Poll;
import io.flipside.device.updateengine.internal.testing.StallingSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles are replaced while an update runs on the engine's own thread: it waits, and goes on. */
class ReplacementTest {
    private static final Map<String, Object> BY_SCHEME = Map.of(ArtifactSource.SCHEMES, "test");
    private static final Map<String, Object> BY_TYPE = Map.of(PayloadHandler.TYPE, "rootfs-image");

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void device() throws IOException {
        rig = new Rig(directory, true, false);
    }

    @AfterEach
    void stop() throws InterruptedException {
        rig.engine().end();
    }

    private static MenderFile release() {
        return Rig.release(Rig.NEW);
    }

    private void awaitEnd() {
        Poll.until(
                "the end of the update",
                () -> rig.status().phase() == Phase.IDLE && rig.outcome().isPresent());
    }

    private void assertSuccess() throws IOException {
        awaitEnd();
        assertThat(rig.outcome()).as(rig.log().toString()).contains(Outcome.SUCCESS);
        assertThat(rig.artifactName()).isEqualTo(Rig.NEW);
    }

    private StallingSource stall() throws IOException {
        StallingSource stalling = new StallingSource(release().bytes(), 3000);
        rig.engine().unbindSource(rig.source);
        rig.engine().bindSource(stalling, BY_SCHEME);
        rig.start(Mode.MANAGED, release());
        rig.engine().begin();
        Poll.until("a blocked read", stalling::stalled);
        return stalling;
    }

    @Test
    void aSourceThatIsReplacedInMidDownload() throws Exception {
        StallingSource stalling = stall();

        rig.engine().unbindSource(stalling);
        rig.engine().bindSource(rig.source, BY_SCHEME);

        assertSuccess();
    }

    @Test
    void anAbortEndsABlockedDownload() throws Exception {
        stall();

        assertThat(rig.engine().abort("another", "not that one")).isFalse();
        assertThat(rig.engine().abort(rig.status().id(), "nobody wants it any more"))
                .isTrue();

        awaitEnd();
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).isEqualTo("nobody wants it any more");
        assertThat(rig.engine().abort(rig.status().id(), "too late")).isFalse();
    }

    @Test
    void aSourceThatDoesNotComeBackFailsTheUpdate() throws Exception {
        rig.serviceLimit = Duration.ofMillis(100);
        rig.swap();
        StallingSource stalling = stall();

        rig.engine().unbindSource(stalling);

        awaitEnd();
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("source of artifacts", "test", "none came back");
    }

    @Test
    void aHandlerThatIsReplacedInMidDownload() throws Exception {
        StallingSource stalling = stall();

        rig.engine().unbindHandler(rig.handler);
        rig.engine().bindSource(rig.source, BY_SCHEME);
        rig.engine().unbindSource(stalling);
        rig.engine().bindHandler(new FakeHandler(rig.world, true, false), BY_TYPE);

        assertSuccess();
    }

    @Test
    void aHandlerThatSaysThatItIsLeaving() throws Exception {
        PayloadHandler leaving = new HandlerWithoutReboot() {
            @Override
            public void download(PayloadContext context, IncomingPayloadFiles files) {
                new Thread(this::replace).start();
                throw new CancellationException("my bundle stops");
            }

            private void replace() {
                rig.engine().unbindHandler(this);
                rig.engine().bindHandler(rig.handler, BY_TYPE);
            }

            @Override
            public void perform(PayloadAction action, PayloadContext context) {
                throw new IllegalStateException("not I");
            }
        };
        rig.engine().unbindHandler(rig.handler);
        rig.engine().bindHandler(leaving, BY_TYPE);
        rig.start(Mode.MANAGED, release());
        rig.engine().begin();

        assertSuccess();
    }

    @Test
    void aGateThatIsReplacedWhileItIsBeingAsked() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        UpdateApprover leaving = (next, status) -> {
            asked.countDown();
            leave.await();
            throw new CancellationException("my bundle stops");
        };
        UpdateEngineComponent engine = rig.engine();
        engine.unbindApprover(rig.approver);
        engine.bindApprover(leaving);
        rig.start(Mode.MANAGED, release());
        engine.begin();
        asked.await();

        engine.unbindApprover(leaving);
        leave.countDown();
        AtomicInteger questions = new AtomicInteger();
        engine.bindApprover((next, status) -> {
            questions.incrementAndGet();
            return Optional.empty();
        });

        assertSuccess();
        assertThat(questions).as("DOWNLOAD, INSTALL, COMMIT, REPORT").hasValue(4);
    }

    @Test
    void theStoreIsReplaced() throws Exception {
        rig.start(Mode.MANAGED, release());
        rig.engine().unbindStore(rig.store);
        rig.engine().begin();
        rig.engine().bindStore(rig.world.store());

        assertSuccess();
    }

    @Test
    void theEngineItselfIsReplacedFiftyTimesInMidDownloadAndLeavesNoThread() throws Exception {
        StallingSource stalling = stall();
        int threads = Thread.activeCount();
        for (int i = 0; i < 50; i++) {
            rig.engine().end();
            StallingSource next = new StallingSource(release().bytes(), 3000);
            rig.swap();
            rig.engine().unbindSource(rig.source);
            rig.engine().bindSource(next, BY_SCHEME);
            rig.engine().begin();
            Poll.until("a blocked read", next::stalled);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);

        rig.engine().end();
        rig.swap().begin();
        assertSuccess();
        assertThat(stalling.stalled()).isTrue();
    }

    @Test
    void anActionInProgressEndsBeforeTheEngineStops() throws Exception {
        CountDownLatch installing = new CountDownLatch(1);
        AtomicInteger installed = new AtomicInteger();
        PayloadHandler slow = new SlowInstallation(installing, installed);
        rig.engine().unbindHandler(rig.handler);
        rig.engine().bindHandler(slow, BY_TYPE);
        rig.start(Mode.STANDALONE, release());
        rig.engine().begin();
        installing.await();

        rig.engine().end();

        assertThat(installed).hasValue(1);
        rig.swap();
        assertThat(rig.status().phase()).isEqualTo(Phase.VERIFY_REBOOT);
    }

    @Test
    void aSecondUpdateIsRefusedWhileOneRuns() throws Exception {
        StallingSource stalling = stall();

        UpdateRequest other = new UpdateRequest("other", Mode.MANAGED, rig.offer(release()), Optional.empty());
        assertThat(rig.engine().start(other)).isFalse();
        assertThat(rig.status().id()).isEqualTo("update-1");
        assertThat(stalling.stalled()).isTrue();
    }

    /** Takes its time, and would be broken by an interrupt. */
    private record SlowInstallation(CountDownLatch begun, AtomicInteger installed) implements HandlerWithoutReboot {
        @Override
        public void download(PayloadContext context, IncomingPayloadFiles files) throws IOException {
            String content = new String(files.next().orElseThrow().content().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(content).isEqualTo(Rig.NEW);
        }

        @Override
        public void perform(PayloadAction action, PayloadContext context) throws IOException {
            begun.countDown();
            try {
                assertThat(new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS))
                        .isFalse();
                installed.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IOException("interrupted in mid-installation", e);
            }
        }
    }
}
