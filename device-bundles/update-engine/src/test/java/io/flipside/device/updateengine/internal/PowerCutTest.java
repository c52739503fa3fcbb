// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.payload.PayloadAction;
import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.PowerCut;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power is cut at every moment at which something durable happens, one after the other. */
class PowerCutTest {
    @TempDir
    private Path directory;

    @Test
    void theGoodWayEndsOnTheOldOrTheNewSystemWhereverItIsCut() throws Exception {
        int moments = cutEverywhere(rig -> {});
        assertThat(moments).as("moments tried").isGreaterThan(25);
    }

    @Test
    void anUnhealthySystemIsLeftAgainWhereverItIsCut() throws Exception {
        int moments = cutEverywhere(rig -> rig.complaint = Optional.of("no network"));
        assertThat(moments).as("moments tried").isGreaterThan(30);
    }

    @Test
    void aFailedCommitIsUndoneWhereverItIsCut() throws Exception {
        int moments = cutEverywhere(rig -> rig.handler.failIn(EnumSet.of(PayloadAction.COMMIT)));
        assertThat(moments).as("moments tried").isGreaterThan(30);
    }

    @Test
    void aRefusedRestartIsUndoneWhereverItIsCut() throws Exception {
        int moments = cutEverywhere(rig -> rig.refusals.put(ApprovalPoint.REBOOT, "aborted"));
        assertThat(moments).as("moments tried").isGreaterThan(20);
    }

    @Test
    void twoCutsInOneUpdateAreSurvivedToo() throws Exception {
        for (int first = 1; first < 40; first += 3) {
            for (int second = 1; second < 40; second += 5) {
                Rig rig = new Rig(fresh(first + "-" + second));
                rig.world.cutPowerAt(first);
                startThrough(rig);
                while (!rig.world.powerWasCut() && rig.status().phase() != Phase.IDLE) {
                    stepThrough(rig);
                }
                rig.world.cutPowerAt(second);
                rig.runToTheEnd();
                assertConsistent(rig, "cut at " + first + " and " + second + " later");
            }
        }
    }

    /** Returns how many moments there were. */
    private int cutEverywhere(Consumer<Rig> situation) throws Exception {
        for (int moment = 1; ; moment++) {
            Rig rig = new Rig(fresh("cut-" + moment));
            situation.accept(rig);
            rig.world.cutPowerAt(moment);
            rig.update(Rig.release(Rig.NEW));
            assertConsistent(rig, "cut at moment " + moment);
            if (!rig.world.powerWasCut()) {
                return moment - 1;
            }
            rig.world.cutPowerAt(Integer.MAX_VALUE);
            assertTheNextUpdateWorks(rig, moment);
        }
    }

    private void assertConsistent(Rig rig, String when) throws IOException {
        String running = rig.world.runningSystem();
        assertThat(rig.status().phase()).as(when).isEqualTo(Phase.IDLE);
        assertThat(rig.world.settled()).as(when + ": boots the same again").isTrue();
        assertThat(running).as(when).isIn(World.OLD, Rig.NEW);
        assertThat(rig.artifactName()).as(when).isEqualTo(running);
        boolean started = !rig.status().id().isEmpty();
        assertThat(rig.outcome())
                .as(when + ": " + rig.log())
                .isEqualTo(
                        started
                                ? Optional.of(running.equals(Rig.NEW) ? Outcome.SUCCESS : Outcome.FAILURE)
                                : Optional.empty());
    }

    private void assertTheNextUpdateWorks(Rig rig, int moment) throws IOException, InterruptedException {
        rig.complaint = Optional.empty();
        rig.refusals.clear();
        rig.handler.failIn(EnumSet.noneOf(PayloadAction.class));
        rig.update(Rig.release("release-3"));
        assertThat(rig.world.runningSystem())
                .as("update after the cut at " + moment)
                .isEqualTo("release-3");
        assertThat(rig.artifactName()).isEqualTo("release-3");
    }

    private static void startThrough(Rig rig) throws IOException {
        try {
            rig.start(Mode.MANAGED, Rig.release(Rig.NEW));
        } catch (PowerCut e) {
            rig.restart();
        }
    }

    private static void stepThrough(Rig rig) throws IOException, InterruptedException {
        try {
            rig.engine().flow().step();
        } catch (PowerCut e) {
            rig.restart();
        }
    }

    private Path fresh(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}
