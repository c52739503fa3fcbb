// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.framework.BundleException;

/** The device from one start to the next, with a person at the console. */
final class Life implements AutoCloseable {
    /** By this the engine knows whether the device has rebooted; the tests reboot it within one process. */
    private static final String PROCESS = "io.flipside.process";

    private final Sandbox sandbox;
    private final Slot slot;
    private final RunningDevice device;

    private Life(Sandbox sandbox, Slot slot, RunningDevice device) {
        this.sandbox = sandbox;
        this.slot = slot;
        this.device = device;
    }

    /** Starts the system that the bootloader chooses. */
    static Life begin(Sandbox sandbox) throws Exception {
        System.clearProperty(PROCESS);
        Slot slot = sandbox.bootloader().boot().slot();
        return new Life(
                sandbox, slot, RunningDevice.start(sandbox.root().resolve("framework"), sandbox.configuration(slot)));
    }

    Slot slot() {
        return slot;
    }

    RunningDevice device() {
        return device;
    }

    UpdateEngine engine() {
        return device.await(UpdateEngine.class);
    }

    void install(URI location) throws IOException {
        assertThat(engine().start(new UpdateRequest(
                        "update-1", UpdateRequest.Mode.STANDALONE, location, Optional.empty())))
                .isTrue();
    }

    void decide(OperatorDecision decision) {
        Await.until("the flow waits for " + decision, () -> engine().decide(decision) ? decision : null);
    }

    /** Waits until the flow waits for a person. */
    void awaitWaiting(Phase phase) {
        awaitStatus("the flow waits in " + phase, s -> s.phase() == phase && s.waiting());
    }

    UpdateStatus.Result awaitResult() {
        return awaitStatus(
                        "the update has ended",
                        s -> s.phase() == Phase.IDLE && s.result().isPresent())
                .result()
                .orElseThrow();
    }

    /** Waits until bytes arrive. */
    void awaitBytes() {
        long before = engine().status().progress().done();
        awaitStatus(
                "the download goes on",
                s -> s.phase() == Phase.DOWNLOAD
                        && s.progress().done() > 0
                        && s.progress().done() != before);
    }

    private UpdateStatus awaitStatus(String what, Predicate<UpdateStatus> wanted) {
        return Await.until(what, () -> {
            UpdateStatus status = engine().status();
            if (status.phase() == Phase.IDLE && status.result().isPresent() && !wanted.test(status)) {
                throw new AssertionError("the update has ended already: " + status.result() + " " + engine().log());
            }
            return wanted.test(status) ? status : null;
        });
    }

    void assertSlotHolds(Slot target, byte[] image) throws IOException {
        byte[] content = Files.readAllBytes(sandbox.slot(target));
        assertThat(Arrays.equals(content, 0, image.length, image, 0, image.length))
                .as("slot " + target + " holds the image")
                .isTrue();
    }

    @Override
    public void close() throws BundleException {
        device.close();
    }
}
