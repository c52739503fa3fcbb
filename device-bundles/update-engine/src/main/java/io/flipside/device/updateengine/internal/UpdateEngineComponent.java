// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.health.HealthCheck;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.state.StateStore;
import io.flipside.device.update.LogEntry;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateListener;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.updateengine.internal.config.ConfigurationWatch;
import io.flipside.device.updateengine.internal.lifecycle.ProcessInstanceId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Registers the update engine as an OSGi service, and passes dynamic services to its parts. */
@Component(
        immediate = true,
        // Nothing is installed before every configuration has been looked at.
        reference = @Reference(name = "checked", service = ConfigurationWatch.class))
public final class UpdateEngineComponent implements UpdateEngine {
    private static final Logger LOG = System.getLogger(UpdateEngineComponent.class.getName());

    private final EngineServices services;
    private final EngineParts parts;
    private final FlowThread thread;

    @Activate
    public UpdateEngineComponent(@Reference EngineSettings settings) {
        this(settings, ProcessInstanceId.value());
    }

    UpdateEngineComponent(EngineSettings settings, String process) {
        services = EngineServices.none(settings.timeouts());
        parts = EngineParts.assemble(settings, process, services);
        thread = new FlowThread(parts, settings.timeouts());
    }

    /** From here on the flow goes on by itself. */
    @Activate
    void begin() {
        thread.begin();
    }

    @Deactivate
    void end() throws InterruptedException {
        thread.end();
    }

    /** The flow, for tests that want to take its steps themselves. */
    UpdateFlow flow() {
        return parts.flow();
    }

    @Override
    public boolean start(UpdateRequest request) throws IOException {
        return interruptibly(() -> parts.flow().start(request));
    }

    @Override
    public boolean decide(OperatorDecision decision) throws IOException {
        return interruptibly(() -> parts.flow().decide(decision));
    }

    @Override
    public boolean abort(String id, String why) {
        UpdateStatus now = status();
        boolean downloading = now.mode() == UpdateRequest.Mode.MANAGED && now.phase() == Phase.DOWNLOAD;
        return downloading && now.id().equals(id) && parts.download().abort(id, why);
    }

    @Override
    public UpdateStatus status() {
        try {
            interruptibly(() -> {
                parts.update().load();
                return true;
            });
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the status of the last update is not known: " + e.getMessage());
        }
        return parts.update().status();
    }

    @Override
    public List<LogEntry> log() {
        return parts.log().lines();
    }

    @Override
    public SortedMap<String, String> provides() throws IOException {
        return interruptibly(parts.installedProvides()::provides);
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
        services.store().set(arrived);
    }

    void unbindStore(StateStore gone) {
        services.store().unset(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindReboot(SystemReboot arrived) {
        services.reboot().set(arrived);
    }

    void unbindReboot(SystemReboot gone) {
        services.reboot().unset(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSource(ArtifactSource arrived, Map<String, Object> properties) {
        services.sources().bind(arrived, properties, ArtifactSource.SCHEMES);
    }

    void unbindSource(ArtifactSource gone) {
        services.sources().unbind(gone);
        parts.download().lost(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(PayloadHandler arrived, Map<String, Object> properties) {
        services.handlers().bind(arrived, properties, PayloadHandler.TYPE);
    }

    void unbindHandler(PayloadHandler gone) {
        services.handlers().unbind(gone);
        parts.download().lost(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindApprover(UpdateApprover arrived) {
        services.approvers().bind(arrived);
    }

    void unbindApprover(UpdateApprover gone) {
        services.approvers().unbind(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(UpdateListener arrived) {
        services.listeners().bind(arrived);
    }

    void unbindListener(UpdateListener gone) {
        services.listeners().unbind(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHealthCheck(HealthCheck arrived) {
        parts.health().bind(arrived);
    }

    void unbindHealthCheck(HealthCheck gone) {
        parts.health().unbind(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFault(ConfigurationFault arrived) {
        services.faults().bind(arrived);
    }

    void unbindFault(ConfigurationFault gone) {
        services.faults().unbind(gone);
    }
}
