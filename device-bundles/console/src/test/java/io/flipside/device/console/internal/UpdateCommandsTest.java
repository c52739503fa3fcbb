// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateCommandsTest {
    @TempDir
    Path directory;

    private final RecordedTerminal terminal = new RecordedTerminal();
    private final FakeEngine engine = new FakeEngine();
    private final ReplaceableService<UpdateEngine> engines = new ReplaceableService<>();
    private final ReplaceableService<BootControl> boots = new ReplaceableService<>();
    private List<String> faults = List.of();
    private final UpdateCommands commands =
            new UpdateCommands(engines, boots, new ReplaceableService<>(), () -> faults);

    @BeforeEach
    void engineRuns() {
        engines.set(engine);
    }

    private CommandInvocation call(String... arguments) {
        return new CommandInvocation(List.of(arguments), directory, terminal);
    }

    private void bootloader(Slot running, Slot next) {
        boots.set(new BootControl() {
            @Override
            public BootState state() {
                return new BootState(running, next, true);
            }

            @Override
            public void protect(Slot target) {}

            @Override
            public void tryNext(Slot target) {}

            @Override
            public void commit() {}

            @Override
            public void revert(Slot committed) {}
        });
    }

    @Test
    void installOfARootFilesystemEndsWithTheRequestToRestart() throws Exception {
        Files.createFile(directory.resolve("release.mender"));
        engine.script.add(FakeEngine.status(Phase.DOWNLOAD, false));
        engine.script.add(FakeEngine.status(Phase.REBOOT, true));

        assertThat(commands.install(call("release.mender"))).isEqualTo(ExitCode.REBOOT_REQUIRED);
        assertThat(engine.requests)
                .singleElement()
                .extracting(request -> request.location())
                .isEqualTo(directory.resolve("release.mender").toUri());
        assertThat(terminal.lines().get(0)).isEqualTo("download:  50 %  50.0 of 100.0 MiB");
        assertThat(terminal.lines().get(1)).contains("reboot the device").contains("flipside commit");
    }

    @Test
    void installFromAUrlPassesItOn() throws Exception {
        engine.script.add(FakeEngine.ended(Outcome.SUCCESS, "done"));

        assertThat(commands.install(call("https://example.com/a%20b.mender"))).isEqualTo(ExitCode.DONE);
        assertThat(engine.requests.get(0).location()).isEqualTo(URI.create("https://example.com/a%20b.mender"));
    }

    @Test
    void installOfAMissingFileChangesNothing() {
        assertThatThrownBy(() -> commands.install(call("nothing.mender")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing.mender: no such file");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void aFailedInstallationSaysWhy() throws Exception {
        engine.script.add(FakeEngine.ended(Outcome.FAILURE, "wrong device type"));

        assertThat(commands.install(call("https://example.com/x"))).isEqualTo(ExitCode.ERROR);
        assertThat(terminal.errors()).containsExactly("failed: wrong device type; the device is as it was before");
    }

    @Test
    void installWhileAnotherUpdateIsInProgressSaysWhichAndWhatToDo() {
        engine.busy = true;
        engine.now = FakeEngine.status(Phase.REBOOT, true);

        assertThatThrownBy(() -> commands.install(call("https://example.com/x")))
                .hasMessageContaining("another update is in progress (reboot)")
                .hasMessageContaining("flipside rollback");
    }

    @Test
    void commitWithoutAnUpdateHasItsOwnExitCode() throws Exception {
        assertThat(commands.commit(call())).isEqualTo(ExitCode.NOTHING_IN_PROGRESS);
        assertThat(terminal.errors()).containsExactly("nothing is in progress");
    }

    @Test
    void commitBeforeTheRestartAsksForTheRestart() throws Exception {
        engine.now = FakeEngine.status(Phase.REBOOT, true);
        bootloader(Slot.A, Slot.B);

        assertThat(commands.commit(call())).isEqualTo(ExitCode.REBOOT_REQUIRED);
        assertThat(engine.decisions).isEmpty();
    }

    @Test
    void commitAfterTheRestartMakesItPermanent() throws Exception {
        engine.now = FakeEngine.status(Phase.REBOOT, true);
        engine.script.add(FakeEngine.status(Phase.COMMIT, false));
        engine.script.add(FakeEngine.ended(Outcome.SUCCESS, "done"));
        bootloader(Slot.B, Slot.B);

        assertThat(commands.commit(call())).isEqualTo(ExitCode.DONE);
        assertThat(engine.decisions).containsExactly(OperatorDecision.COMMIT);
        assertThat(terminal.lines()).last().isEqualTo("release-2 is installed and committed");
    }

    @Test
    void aRollbackThatWorkedIsDone() throws Exception {
        engine.now = FakeEngine.status(Phase.AWAIT_COMMIT, true);
        engine.script.add(FakeEngine.ended(Outcome.FAILURE, "rolled back because the operator said so"));

        assertThat(commands.rollback(call())).isEqualTo(ExitCode.DONE);
        assertThat(terminal.lines()).last().isEqualTo("rolled back; the device is as it was before");
    }

    @Test
    void aRollbackThatNeedsARestartSaysSo() throws Exception {
        engine.now = FakeEngine.status(Phase.AWAIT_COMMIT, true);
        engine.script.add(FakeEngine.status(Phase.ROLLBACK_REBOOT, true));

        assertThat(commands.rollback(call())).isEqualTo(ExitCode.REBOOT_REQUIRED);
    }

    @Test
    void statusAsJsonHoldsWhatScriptsNeed() throws Exception {
        engine.provides.put("artifact_name", "release-1");
        engine.now = FakeEngine.status(Phase.DOWNLOAD, false);

        assertThat(commands.status(call("--json"))).isZero();
        assertThat(terminal.lines())
                .containsExactly("{\"provides\":{\"artifact_name\":\"release-1\"},\"update\":{\"id\":\"\","
                        + "\"mode\":\"standalone\",\"artifact_name\":\"release-2\",\"phase\":\"download\","
                        + "\"waiting\":false,\"bytes_done\":52428800,\"bytes_total\":104857600}}");
    }

    @Test
    void unexpectedArgumentsAreRefused() {
        assertThatThrownBy(() -> commands.commit(call("now"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> commands.install(call())).isInstanceOf(UsageException.class);
    }

    @Test
    void statusNamesTheFaultsOfTheConfiguration() throws Exception {
        faults = List.of("io.flipside.engine: unknown key 'verifyKey'");
        engine.script.add(FakeEngine.status(Phase.IDLE, false));

        commands.status(call());

        assertThat(terminal.lines().get(0))
                .contains("fault:")
                .contains("'verifyKey'")
                .contains("nothing is installed");
    }

    @Test
    void withoutAnEngineTheFaultsOfTheConfigurationAreTheReason() {
        faults = List.of("io.flipside.engine: directory is missing or empty");
        engines.unset(engine);

        assertThatThrownBy(() -> commands.status(call())).hasMessageContaining("directory is missing or empty");
    }
}
