// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.serverlink.internal.server.DeviceApiClient;
import io.flipside.device.serverlink.internal.server.NextDeployment;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** Runs the exchanges with the server outside of updates: authorisation, poll, inventory. Thread-safe. */
final class ServerTasks {
    private static final Logger LOG = System.getLogger(ServerTasks.class.getName());
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(30);

    private final DeviceApiClient server;
    private final ReplaceableService<UpdateEngine> engine;
    private final InventoryCollector inventory;

    ServerTasks(DeviceApiClient server, ReplaceableService<UpdateEngine> engine, InventoryCollector inventory) {
        this.server = server;
        this.engine = engine;
        this.inventory = inventory;
    }

    /** Whether the server accepts this device. */
    boolean authorize() throws IOException, InterruptedException {
        try {
            server.authorize();
            return true;
        } catch (ServerException e) {
            if (e.notAccepted()) {
                return false;
            }
            throw e;
        }
    }

    /** Asks for an update and starts it, unless one is in progress. */
    boolean poll() throws IOException, InterruptedException {
        UpdateEngine updates = engine();
        if (updates.status().phase() != Phase.IDLE) {
            return false;
        }
        SortedMap<String, String> provides = updates.provides();
        Optional<NextDeployment> offer = server.next(provides);
        return offer.isPresent() && start(updates, offer.get());
    }

    private boolean start(UpdateEngine updates, NextDeployment offer) throws IOException {
        boolean started = updates.start(new UpdateRequest(
                offer.id(), UpdateRequest.Mode.MANAGED, offer.location(), Optional.of(offer.artifactName())));
        if (started) {
            LOG.log(
                    Level.INFO,
                    () -> "update to " + offer.artifactName() + " ordered by " + server.name() + ", deployment "
                            + offer.id());
        }
        return started;
    }

    /** The server has aborted a deployment: if it is still being downloaded, that ends now, else before its next phase. */
    void aborted(String deployment) {
        engine.now().ifPresent(updates -> updates.abort(deployment, ServerUpdateApprover.ABORTED));
    }

    void sendInventory() throws IOException, InterruptedException {
        server.inventory(inventory.with(engine().provides()));
    }

    private UpdateEngine engine() throws IOException, InterruptedException {
        return engine.await(ENGINE_PATIENCE)
                .orElseThrow(() -> new IOException("no update engine is running; is its bundle started?"));
    }
}
