// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.state.StateStore;
import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.update.HealthCheck;
import io.flipside.device.update.LogEntry;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateListener;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.updateengine.internal.config.ConfigurationWatch;
import io.flipside.device.updateengine.internal.journal.Journal;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import io.flipside.device.updateengine.internal.lifecycle.ProcessInstanceId;
import io.flipside.device.updateengine.internal.script.HealthCheckDirectory;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
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
@Component(
        configurationPid = "io.flipside.engine",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        // Nothing is installed before every configuration has been looked at.
        reference = @Reference(name = "checked", service = ConfigurationWatch.class))
public final class UpdateEngineComponent implements UpdateEngine {
    private static final Logger LOG = System.getLogger(UpdateEngineComponent.class.getName());
    private static final Duration HEALTH_CHECK_LIMIT = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final EngineSettings.Limits limits;
    private final GracefulStop stop = new GracefulStop();
    private final ReplaceableService<StateStore> store = new ReplaceableService<>();
    private final ReplaceableService<SystemReboot> reboot = new ReplaceableService<>();
    private final KeyedServiceRegistry<ArtifactSource> sources = new KeyedServiceRegistry<>("source of artifacts");
    private final KeyedServiceRegistry<PayloadHandler> handlers = new KeyedServiceRegistry<>("payload handler");
    private final UpdateListeners listeners = new UpdateListeners();
    private final UpdateApprovers approvers;
    private final PreCommitHealthChecks health;
    private final UpdateLog log;
    private final InstalledIdentity identity;
    private final DownloadStep download;
    private final UpdateFlow flow;
    private final Thread thread;

    @Activate
    public UpdateEngineComponent(Map<String, Object> properties) {
        this(TypedConfiguration.read(EngineConfig.class, properties, EngineSettings::from), ProcessInstanceId.value());
    }

    UpdateEngineComponent(EngineSettings settings, String process) {
        limits = settings.limits();
        log = new UpdateLog(settings.logFile());
        approvers = new UpdateApprovers(limits.service());
        health = new PreCommitHealthChecks(limits, log);
        settings.healthDirectory()
                .ifPresent(directory -> health.bind(new HealthCheckDirectory(directory, HEALTH_CHECK_LIMIT)));
        Journal journal = new Journal(store, stop, limits.service());
        identity = new InstalledIdentity(journal.within(limits.firstAppearance()), settings);
        StateScriptRunner stateScripts = new StateScriptRunner(limits.scripts(), log);
        UpdateWorkDirectory workspace = new UpdateWorkDirectory(settings, stateScripts);
        PhaseScripts scripts = new PhaseScripts(stateScripts, settings);
        PayloadHandlerInvoker payload = new PayloadHandlerInvoker(handlers, workspace, limits.service(), stop, log);
        download = new DownloadStep(sources, handlers, identity, workspace, scripts, settings, stop, log);
        PostDownloadSteps steps = new PostDownloadSteps(payload, scripts, health, reboot, workspace, limits, stop, log);
        TransitionPlanner planner = new TransitionPlanner(process, settings.managed(), limits.downloadAttempts());
        flow = new UpdateFlow(journal, identity, planner, approvers, listeners, steps.all(download), limits, stop, log);
        thread = new Thread(this::run, "flipside-update-engine");
    }

    /** From here on the flow goes on by itself. */
    @Activate
    void begin() {
        stop.watch(thread);
        thread.start();
    }

    /** Lets an action or a write in progress come to its end, cuts off everything else, and waits for the thread. */
    @Deactivate
    void end() throws InterruptedException {
        stop.stop();
        download.abort();
        thread.join(limits.stop().toMillis());
        stop.interrupt();
        thread.join(FAREWELL.toMillis());
        if (thread.isAlive()) {
            LOG.log(Level.ERROR, "the update engine was stopped in the midst of a step that does not end");
        }
    }

    private void run() {
        try {
            while (!stop.stopping()) {
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
    UpdateFlow flow() {
        return flow;
    }

    @Override
    public boolean start(UpdateRequest request) throws IOException {
        return interruptibly(() -> flow.start(request));
    }

    @Override
    public boolean decide(OperatorDecision decision) throws IOException {
        return interruptibly(() -> flow.decide(decision));
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
            interruptibly(() -> {
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
        return interruptibly(identity::provides);
    }

    private interface Call<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T interruptibly(Call<T> call) throws IOException {
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
    void bindGate(UpdateApprover arrived) {
        approvers.bind(arrived);
    }

    void unbindGate(UpdateApprover gone) {
        approvers.unbind(gone);
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
