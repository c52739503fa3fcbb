// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpSettings;
import io.flipside.device.inventory.DeviceIdentityProvider;
import io.flipside.device.inventory.InventoryProvider;
import io.flipside.device.link.ConnectionStatus;
import io.flipside.device.link.ServerConnection;
import io.flipside.device.serverlink.internal.server.AuthenticationRequestFactory;
import io.flipside.device.serverlink.internal.server.DeviceApiClient;
import io.flipside.device.serverlink.internal.server.HttpRequestSender;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateListener;
import io.flipside.device.update.UpdateStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Implements the services of managed mode (connection, approver, listener), and polls the server while one is
 * configured. It survives the replacement of every service it uses.
 */
@Component(
        service = {ServerConnection.class, UpdateApprover.class, UpdateListener.class},
        immediate = true)
public final class ServerLinkComponent implements ServerConnection, UpdateApprover, UpdateListener {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final ReplaceableService<HttpClient> client = new ReplaceableService<>();
    private final ReplaceableService<UpdateEngine> engine = new ReplaceableService<>();
    private final ReplaceableService<DeviceIdentityProvider> identity = new ReplaceableService<>();
    private final InventoryCollector inventory = new InventoryCollector();
    private final InterruptibleCalls callers = new InterruptibleCalls();
    private final ServerTasks conversation;
    private final PollingThread poller;
    private final ServerUpdateApprover approver;

    /** Starts with settings that were accepted. */
    @Activate
    public ServerLinkComponent(@Reference ServerLinkSettings settings) {
        DeviceApiClient server = new DeviceApiClient(
                new HttpRequestSender(client, new HttpSettings(CONNECT, SILENCE, settings.certificates())),
                settings.servers(),
                new AuthenticationRequestFactory(identity, settings.keyFile(), settings.tenantToken()));
        StatusReporter reports = new StatusReporter(server);
        conversation = new ServerTasks(server, engine, inventory);
        poller = new PollingThread(conversation, reports, settings.times());
        approver = new ServerUpdateApprover(server, reports, engine, settings.times(), poller::inventoryNow);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setClient(HttpClient arrived) {
        client.set(arrived);
    }

    void unsetClient(HttpClient gone) {
        client.unset(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEngine(UpdateEngine arrived) {
        engine.set(arrived);
    }

    void unsetEngine(UpdateEngine gone) {
        engine.unset(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setIdentity(DeviceIdentityProvider arrived) {
        identity.set(arrived);
    }

    void unsetIdentity(DeviceIdentityProvider gone) {
        identity.unset(gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addInventory(InventoryProvider arrived, Map<String, Object> properties) {
        inventory.add(arrived, properties.get("service.ranking") instanceof Integer ranking ? ranking : 0);
    }

    void removeInventory(InventoryProvider gone) {
        inventory.remove(gone);
    }

    /** Starts to poll. */
    @Activate
    public void start() {
        poller.start();
    }

    /** Sends the engine's thread away to wait for the next approver, and stops polling. */
    @Deactivate
    public void stop() throws InterruptedException {
        callers.close();
        poller.stop();
    }

    @Override
    public boolean authorize() throws IOException {
        return ask(conversation::authorize);
    }

    @Override
    public boolean checkUpdate() throws IOException {
        return ask(conversation::poll);
    }

    @Override
    public void sendInventory() throws IOException {
        ask(() -> {
            conversation.sendInventory();
            return true;
        });
    }

    @Override
    public ConnectionStatus status() {
        return poller.status();
    }

    @Override
    public Optional<String> objection(ApprovalPoint next, UpdateStatus status) throws InterruptedException {
        return callers.run(() -> approver.objection(next, status));
    }

    @Override
    public void changed(UpdateStatus status) {
        poller.changed(status);
    }

    private boolean ask(InterruptibleCalls.Call<Boolean, IOException> question) throws IOException {
        try {
            return callers.run(question);
        } catch (ServerException e) {
            throw e.notAccepted() ? new IOException(e.getMessage() + "; the agent " + next(), e) : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while talking to the server").initCause(e);
        } catch (CancellationException e) {
            throw new IOException(e.getMessage() + "; try again", e);
        }
    }

    private String next() {
        Duration left = Duration.between(Instant.now(), poller.status().next());
        return "asks again in " + Math.max(0, left.toSeconds()) + " s";
    }
}
