// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link.internal;

import io.flipside.device.link.internal.server.Offer;
import io.flipside.device.link.internal.server.Server;
import io.flipside.device.link.internal.server.ServerException;
import io.flipside.device.service.Awaited;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** What the device has to say to the server when no update asks for it. Thread-safe. */
final class Conversation {
    private static final Logger LOG = System.getLogger(Conversation.class.getName());
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(30);

    private final Server server;
    private final Awaited<UpdateEngine> engine;
    private final Inventory inventory;

    Conversation(Server server, Awaited<UpdateEngine> engine, Inventory inventory) {
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
        Optional<Offer> offer = server.next(provides);
        return offer.isPresent() && start(updates, offer.get());
    }

    private boolean start(UpdateEngine updates, Offer offer) throws IOException {
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

    /** The server has aborted a deployment: if it is still being downloaded, that ends now, else at the next gate. */
    void aborted(String deployment) {
        engine.now().ifPresent(updates -> updates.abort(deployment, Gate.ABORTED));
    }

    void sendInventory() throws IOException, InterruptedException {
        server.inventory(inventory.with(engine().provides()));
    }

    private UpdateEngine engine() throws IOException, InterruptedException {
        return engine.await(ENGINE_PATIENCE)
                .orElseThrow(() -> new IOException("no update engine is running; is its bundle started?"));
    }
}
