// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Creates a deployment with its device deployments, and refuses a duplicate of an unfinished one. */
@ApplicationScoped
public class DeploymentCreation {
    @Inject
    DeploymentRepository deployments;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    DeviceRepository devices;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    Outbox outbox;

    /**
     * Asks for a deployment.
     *
     * @param name for people
     * @param artifactName the release
     * @param devices to whom; empty: to all that are accepted now
     * @param force install even where it is installed already
     */
    public record Order(String name, String artifactName, Optional<List<String>> devices, boolean force) {}

    /** Makes a deployment with one device deployment for each device, all or nothing. */
    @Transactional(TxType.MANDATORY)
    public Deployment create(Order order) {
        requireArtifacts(order, artifacts.named(order.artifactName()));
        Collection<String> targets = targets(order);
        String fingerprint = fingerprint(order, targets);
        Deployment deployment =
                new Deployment(order.name(), order.artifactName(), order.force(), fingerprint, targets.size());
        deployments.add(deployment);
        deviceDeployments.create(deployment, targets);
        // Last, because 20,000 devices take seconds, in which others want these locks.
        if (devices.lockAccepted(targets) < targets.size()) {
            throw new OptimisticLockException("a device has left, or was rejected, since it was looked for");
        }
        requireArtifacts(order, artifacts.lock(order.artifactName()));
        outbox.record(new DeploymentCreated(deployment.id(), order.name(), order.artifactName(), targets.size()));
        return deployment;
    }

    private static void requireArtifacts(Order order, List<StoredArtifact> found) {
        if (found.isEmpty()) {
            throw ErrorResponseException.unprocessable(
                    "there is no artifact named '" + order.artifactName() + "'; upload it first");
        }
    }

    private Collection<String> targets(Order order) {
        Collection<String> targets = order.devices()
                .<Collection<String>>map(ids -> {
                    TreeSet<String> wanted = new TreeSet<>(ids);
                    devices.acceptedAmong(wanted).forEach(wanted::remove);
                    if (!wanted.isEmpty()) {
                        throw ErrorResponseException.badRequest(
                                "no accepted device has the id '" + wanted.first() + "'");
                    }
                    return new TreeSet<>(ids);
                })
                .orElseGet(devices::acceptedIds);
        if (targets.isEmpty()) {
            throw ErrorResponseException.unprocessable("there is no accepted device to deploy to");
        }
        return targets;
    }

    private static String fingerprint(Order order, Collection<String> targets) {
        return Sha256Calculator.of(order.name() + "\n" + order.artifactName() + "\n" + order.force() + "\n"
                        + String.join("\n", new TreeSet<>(targets)))
                .hex();
    }
}
