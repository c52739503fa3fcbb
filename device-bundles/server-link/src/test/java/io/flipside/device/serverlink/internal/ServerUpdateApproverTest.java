// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static io.flipside.device.serverlink.internal.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class ServerUpdateApproverTest extends ServerLinkScenario {
    @Test
    void tellsEachStageOfAGoodUpdateAndProvesItsWayToTheServerBeforeTheCommit() throws Exception {
        link.checkUpdate();
        for (ApprovalPoint point :
                List.of(ApprovalPoint.DOWNLOAD, ApprovalPoint.INSTALL, ApprovalPoint.REBOOT, ApprovalPoint.COMMIT)) {
            assertThat(link.objection(point, ScriptedEngine.status(Phase.INSTALL, 0, 0)))
                    .isEmpty();
        }
        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.SUCCESS));

        assertThat(server.story())
                .containsExactly(
                        "auth", "next", "downloading", "installing", "rebooting", "auth", "installing", "success");
        assertThat(server.all(StubServer.STATUS).get(0).body()).isEqualTo("{\"status\":\"downloading\"}\n");
    }

    @Test
    void sendsTheInventoryAgainAfterAnUpdate() throws Exception {
        link.start();
        server.await(StubServer.NEXT, 1);

        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.SUCCESS));

        server.await(StubServer.INVENTORY, 2);
        assertThat(server.story()).endsWith("success", "inventory");
    }

    @Test
    void handsInTheLogOfAFailedUpdate() throws Exception {
        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.INCONSISTENT));

        assertThat(server.story()).containsExactly("auth", "failure", "log");
        assertThat(server.all(StubServer.LOG).get(0).body())
                .isEqualTo("{\"messages\":[{\"level\":\"info\",\"message\":\"it begins\","
                        + "\"timestamp\":\"2026-11-24T07:00:00Z\"},{\"level\":\"error\","
                        + "\"message\":\"it \\\"ends\\\"\",\"timestamp\":\"2026-11-24T07:00:01Z\"}]}");
    }

    @Test
    void handsInTheLogOfAnAbortedUpdateToo() throws Exception {
        server.on(StubServer.STATUS, 409, "");

        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.FAILURE));

        assertThat(server.story()).containsExactly("auth", "failure", "log");
    }

    @Test
    void reportsThatThereWasNothingToDo() throws Exception {
        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.ALREADY_INSTALLED));

        assertThat(server.story()).containsExactly("auth", "already-installed");
    }

    @ParameterizedTest
    @EnumSource(
            value = ApprovalPoint.class,
            names = {"DOWNLOAD", "INSTALL", "REBOOT", "COMMIT"})
    void stopsAnUpdateThatWasAborted(ApprovalPoint point) throws Exception {
        server.on(StubServer.STATUS, 409, "{\"error\":\"Deployment aborted\"}");

        assertThat(link.objection(point, ScriptedEngine.status(Phase.INSTALL, 0, 0)))
                .hasValue("the deployment was aborted on the server");
        assertThat(server.all(StubServer.STATUS)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ApprovalPoint.class,
            names = {"DOWNLOAD", "INSTALL", "REBOOT"})
    void goesOnWithoutAServerBeforeTheCommit(ApprovalPoint point) throws Exception {
        link = link(Duration.ofMillis(50), server.uri());
        server.close();

        assertThat(link.objection(point, ScriptedEngine.status(Phase.INSTALL, 0, 0)))
                .isEmpty();
    }

    @Test
    void waitsForTheNetworkBeforeADownload() throws Exception {
        server.on(StubServer.AUTH, answer(503), answer(503), answer(200, "token-1"));

        assertThat(link.objection(ApprovalPoint.DOWNLOAD, ScriptedEngine.status(Phase.DOWNLOAD, 0, -1)))
                .isEmpty();
        assertThat(server.story()).containsExactly("auth", "auth", "auth", "downloading");
    }

    @Test
    void insistsOnTheServerAtTheCommit() throws Exception {
        server.on(StubServer.STATUS, answer(500), answer(503), answer(204));

        assertThat(link.objection(ApprovalPoint.COMMIT, ScriptedEngine.status(Phase.COMMIT, 0, 0)))
                .isEmpty();
        assertThat(server.story()).containsExactly("auth", "installing", "auth", "installing", "auth", "installing");
    }

    @Test
    void doesNotCommitWithoutAServer() throws Exception {
        link = link(Duration.ofMillis(50), server.uri());
        server.close();

        assertThat(link.objection(ApprovalPoint.COMMIT, ScriptedEngine.status(Phase.COMMIT, 0, 0)))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("the new system did not reach the server", "can't be reached"));
    }

    @Test
    void doesNotCommitWhenTheServerNoLongerAcceptsIt() throws Exception {
        link = link(Duration.ofMillis(50), server.uri());
        server.on(StubServer.AUTH, 401, "");

        assertThat(link.objection(ApprovalPoint.COMMIT, ScriptedEngine.status(Phase.COMMIT, 0, 0)))
                .hasValueSatisfying(why -> assertThat(why).contains("answered with 401"));
    }

    @Test
    void insistsOnTheFinalReport() throws Exception {
        server.on(StubServer.STATUS, answer(500), answer(204));
        server.on(StubServer.LOG, answer(500), answer(204));

        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.FAILURE));

        assertThat(server.story()).containsExactly("auth", "failure", "failure", "log", "log");
    }

    @Test
    void anInterruptEndsTheWaitForAServerThatSaysNothing() throws Exception {
        server.on(StubServer.STATUS, 0, "");
        Thread caller = Thread.currentThread();
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(caller::interrupt);

        assertThatThrownBy(() -> link.objection(ApprovalPoint.INSTALL, ScriptedEngine.status(Phase.INSTALL, 0, 0)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void stoppingSendsTheEngineAwayToAskTheNextGate() throws Exception {
        server.on(StubServer.STATUS, 0, "");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Optional<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return link.objection(ApprovalPoint.COMMIT, ScriptedEngine.status(Phase.COMMIT, 0, 0));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        server.await(StubServer.STATUS, 1);

        link.stop();

        assertThatThrownBy(answer::get).hasCauseInstanceOf(CancellationException.class);
        assertThat(interrupted.get()).isFalse();
        assertThatThrownBy(() -> link.objection(ApprovalPoint.COMMIT, ScriptedEngine.status(Phase.COMMIT, 0, 0)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void showsProgressWhileADownloadRunsAndNeverAfterwards() throws Exception {
        link.start();
        server.await(StubServer.NEXT, 1);
        link.objection(ApprovalPoint.DOWNLOAD, ScriptedEngine.status(Phase.DOWNLOAD, 0, 0));
        link.changed(ScriptedEngine.status(Phase.DOWNLOAD, 42 << 20, 100 << 20));

        StubServer.Request report = server.await(StubServer.STATUS, 3).get(2);
        assertThat(report.body())
                .matches("\\{\"status\":\"downloading\",\"substate\":\"42 % of 100.0 MiB, .* MiB/s\","
                        + "\"progress\":\\{\"done\":44040192,\"total\":104857600,\"rate\":[0-9]+}}\n");

        link.objection(ApprovalPoint.INSTALL, ScriptedEngine.status(Phase.INSTALL, 0, 0));
        link.changed(ScriptedEngine.status(Phase.INSTALL, 0, 0));
        link.objection(ApprovalPoint.REPORT, ScriptedEngine.ended(Outcome.SUCCESS));
        server.await(StubServer.INVENTORY, 2);
        assertThat(server.story()).endsWith("installing", "success", "inventory");
    }

    @Test
    void anAbortedDownloadEndsAtTheNextReportOfProgress() throws Exception {
        link.start();
        link.objection(ApprovalPoint.DOWNLOAD, ScriptedEngine.status(Phase.DOWNLOAD, 0, -1));
        server.on(StubServer.STATUS, 409, "");
        link.changed(ScriptedEngine.status(Phase.DOWNLOAD, 42 << 20, 100 << 20));

        assertThat(engine.aborted.poll(10, TimeUnit.SECONDS))
                .isEqualTo("d-1: the deployment was aborted on the server");
    }
}
