// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.service.Awaited;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.state.StateStore;
import io.flipside.device.update.Decision;
import io.flipside.device.update.HealthCheck;
import io.flipside.device.update.LogEntry;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateGate;
import io.flipside.device.update.UpdateListener;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.internal.journal.Halt;
import io.flipside.device.update.internal.journal.Ledger;
import io.flipside.device.update.internal.journal.UpdateLog;
import io.flipside.device.update.internal.script.HealthDirectory;
import io.flipside.device.update.internal.script.StateScripts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The engine as a service: puts its parts together, owns the flow's thread. */
@Component(configurationPid = "io.flipside.engine", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
public final class EngineComponent implements UpdateEngine {
    private static final Logger LOG = System.getLogger(EngineComponent.class.getName());
    private static final Duration HEALTH_CHECK_LIMIT = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Settings.Limits limits;
    private final Halt halt = new Halt();
    private final Awaited<StateStore> store = new Awaited<>();
    private final Awaited<SystemReboot> reboot = new Awaited<>();
    private final Services<ArtifactSource> sources = new Services<>("source of artifacts");
    private final Services<PayloadHandler> handlers = new Services<>("payload handler");
    private final Listeners listeners = new Listeners();
    private final Gates gates;
    private final HealthWatch health;
    private final UpdateLog log;
    private final Identity identity;
    private final DownloadStep download;
    private final Flow flow;
    private final Thread thread;

    @Activate
    public EngineComponent(Settings.Config config) {
        this(Settings.from(config), ThisProcess.name());
    }

    EngineComponent(Settings settings, String process) {
        limits = settings.limits();
        log = new UpdateLog(settings.logFile());
        gates = new Gates(limits.service());
        health = new HealthWatch(limits, log);
        settings.healthDirectory()
                .ifPresent(directory -> health.bind(new HealthDirectory(directory, HEALTH_CHECK_LIMIT)));
        Ledger ledger = new Ledger(store, halt, limits.service());
        identity = new Identity(ledger.within(limits.newcomer()), settings);
        StateScripts stateScripts = new StateScripts(limits.scripts(), log);
        Workspace workspace = new Workspace(settings, stateScripts);
        FlowScripts scripts = new FlowScripts(stateScripts, settings);
        Payload payload = new Payload(handlers, workspace, limits.service(), halt, log);
        download = new DownloadStep(sources, handlers, identity, workspace, scripts, settings, halt, log);
        Steps steps = new Steps(payload, scripts, health, reboot, workspace, limits, halt, log);
        Course course = new Course(process, settings.managed(), limits.downloadAttempts());
        flow = new Flow(ledger, identity, course, gates, listeners, steps.all(download), limits, halt, log);
        thread = new Thread(this::run, "flipside-update-engine");
    }

    /** From here on the flow goes on by itself. */
    @Activate
    void begin() {
        halt.watch(thread);
        thread.start();
    }

    /** Lets an action or a write in progress come to its end, cuts off everything else, and waits for the thread. */
    @Deactivate
    void end() throws InterruptedException {
        halt.stop();
        download.abort();
        thread.join(limits.stop().toMillis());
        halt.interrupt();
        thread.join(FAREWELL.toMillis());
        if (thread.isAlive()) {
            LOG.log(Level.ERROR, "the update engine was stopped in the midst of a step that does not end");
        }
    }

    private void run() {
        try {
            while (!halt.stopping()) {
                go();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the update engine stops", e);
        }
    }

    private void go() throws InterruptedException {
        try {
            if (!flow.step()) {
                flow.awaitWork();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "no update can be made: " + e.getMessage());
            Thread.sleep(limits.disk().toMillis());
        }
    }

    /** The flow, for tests that want to take its steps themselves. */
    Flow flow() {
        return flow;
    }

    @Override
    public boolean start(UpdateRequest request) throws IOException {
        return patiently(() -> flow.start(request));
    }

    @Override
    public boolean decide(Decision decision) throws IOException {
        return patiently(() -> flow.decide(decision));
    }

    @Override
    public boolean abort(String id, String why) {
        UpdateStatus now = status();
        boolean downloading = now.mode() == UpdateRequest.Mode.MANAGED && now.phase() == Phase.DOWNLOAD;
        return downloading && now.id().equals(id) && download.abort(id, why);
    }

    @Override
    public UpdateStatus status() {
        try {
            patiently(() -> {
                flow.load();
                return true;
            });
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the status of the last update is not known: " + e.getMessage());
        }
        return flow.status();
    }

    @Override
    public List<LogEntry> log() {
        return log.lines();
    }

    @Override
    public SortedMap<String, String> provides() throws IOException {
        return patiently(identity::provides);
    }

    private interface Call<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T patiently(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the state");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(StateStore arrived) {
        store.set(arrived);
    }

    void unbindStore(StateStore gone) {
        store.unset(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindReboot(SystemReboot arrived) {
        reboot.set(arrived);
    }

    void unbindReboot(SystemReboot gone) {
        reboot.unset(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSource(ArtifactSource arrived, Map<String, Object> properties) {
        sources.bind(arrived, properties.get(ArtifactSource.SCHEMES));
    }

    void unbindSource(ArtifactSource gone) {
        sources.unbind(gone);
        download.lost(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(PayloadHandler arrived, Map<String, Object> properties) {
        handlers.bind(arrived, properties.get(PayloadHandler.TYPE));
    }

    void unbindHandler(PayloadHandler gone) {
        handlers.unbind(gone);
        download.lost(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindGate(UpdateGate arrived) {
        gates.bind(arrived);
    }

    void unbindGate(UpdateGate gone) {
        gates.unbind(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(UpdateListener arrived) {
        listeners.bind(arrived);
    }

    void unbindListener(UpdateListener gone) {
        listeners.unbind(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHealthCheck(HealthCheck arrived) {
        health.bind(arrived);
    }

    void unbindHealthCheck(HealthCheck gone) {
        health.unbind(gone);
    }
}
