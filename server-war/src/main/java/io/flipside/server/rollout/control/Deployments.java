// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.artifact.model.Sha256;
import io.flipside.server.change.Changes;
import io.flipside.server.database.DatabaseClock;
import io.flipside.server.database.Page;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.fleet.control.DeviceDecommissioned;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.http.HttpException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.control.BeforeArtifactDeletion;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Starts, lists and ends deployments. */
@ApplicationScoped
public class Deployments {
    private static final Map<String, String> STATUS = Map.of(
            "pending", "d.finished is null and d.started is null",
            "inprogress", "d.finished is null and d.started is not null",
            "finished", "d.finished is not null");

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    Changes changes;

    @Inject
    DeviceDeploymentRepository jobs;

    @Inject
    DeviceRepository devices;

    @Inject
    ArtifactRepository artifacts;

    /**
     * What to deploy.
     *
     * @param name for people
     * @param artifactName the release
     * @param devices to whom; empty: to all that are accepted now
     * @param force install even where it is installed already
     */
    public record Order(String name, String artifactName, Optional<List<String>> devices, boolean force) {}

    /** Makes a deployment with one job for each device, all or nothing. */
    @Transactional(TxType.MANDATORY)
    public Deployment create(Order order) {
        if (artifacts.named(order.artifactName()).isEmpty()) {
            throw HttpException.unprocessable(
                    "there is no artifact named '" + order.artifactName() + "'; upload it first");
        }
        Collection<String> targets = targets(order);
        String fingerprint = fingerprint(order, targets);
        refuseTwin(fingerprint);
        Deployment deployment =
                new Deployment(order.name(), order.artifactName(), order.force(), fingerprint, targets.size());
        entities.persist(deployment);
        jobs.create(deployment, targets);
        outbox.record(new DeploymentCreated(deployment.id(), order.name(), order.artifactName(), targets.size()));
        return deployment;
    }

    private Collection<String> targets(Order order) {
        Collection<String> targets = order.devices()
                .<Collection<String>>map(ids -> {
                    TreeSet<String> wanted = new TreeSet<>(ids);
                    devices.acceptedAmong(wanted).forEach(wanted::remove);
                    if (!wanted.isEmpty()) {
                        throw HttpException.badRequest("no accepted device has the id '" + wanted.first() + "'");
                    }
                    return new TreeSet<>(ids);
                })
                .orElseGet(devices::acceptedIds);
        if (targets.isEmpty()) {
            throw HttpException.unprocessable("there is no accepted device to deploy to");
        }
        return targets;
    }

    private static String fingerprint(Order order, Collection<String> targets) {
        return Sha256.of(order.name() + "\n" + order.artifactName() + "\n" + order.force() + "\n"
                        + String.join("\n", new TreeSet<>(targets)))
                .hex();
    }

    private void refuseTwin(String fingerprint) {
        boolean twin = entities.createQuery(
                        "select d from Deployment d where d.fingerprint = :print and d.finished is null",
                        Deployment.class)
                .setParameter("print", fingerprint)
                .getResultStream()
                .anyMatch(other -> other.isTwin(fingerprint));
        if (twin) {
            throw HttpException.conflict("the same deployment is active already");
        }
    }

    public Deployment get(String id) {
        return find(id).orElseThrow(() -> HttpException.notFound("deployment", id));
    }

    public Optional<Deployment> find(String id) {
        return Optional.ofNullable(entities.find(Deployment.class, id));
    }

    /** Deployments, newest first. */
    public List<Deployment> list(Optional<String> status, Page page) {
        return page.of(entities.createQuery(
                "select d from Deployment d" + where(status) + " order by d.created desc, d.id", Deployment.class));
    }

    public long count(Optional<String> status) {
        return entities.createQuery("select count(d) from Deployment d" + where(status), Long.class)
                .getSingleResult();
    }

    private static String where(Optional<String> status) {
        return status.map(text -> Optional.ofNullable(STATUS.get(text))
                        .orElseThrow(() -> HttpException.badRequest("status must be pending, inprogress or finished")))
                .map(condition -> " where " + condition)
                .orElse("");
    }

    /** Takes the jobs away from all devices that have not ended them; they learn it with their next report. */
    @Transactional(TxType.MANDATORY)
    public void abort(String id) {
        Deployment deployment = get(id);
        if (deployment.isFinished()) {
            throw HttpException.unprocessable("the deployment is finished already");
        }
        int withdrawn = jobs.withdrawAll("deploymentId", id, DeviceDeploymentStatus.ABORTED, DatabaseClock.now());
        deployment.finish(DatabaseClock.now());
        outbox.record(new DeploymentAborted(id, withdrawn));
    }

    /** Marks a deployment as begun, once. */
    void started(String id) {
        entities.createQuery(
                        "update Deployment d set d.started = :now, d.version = d.version + 1 where d.id = :id and d.started is null")
                .setParameter("now", DatabaseClock.now())
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * Ends a deployment whose last device has ended, as a change that follows: then, of two devices that end at the same
     * time, at least the later one sees that nobody is left.
     */
    @Transactional(TxType.MANDATORY)
    void finishIfDone(String id) {
        int finished = entities.createQuery(
                        "update Deployment d set d.finished = :now, d.version = d.version + 1 where d.id = :id"
                                + " and d.finished is null and not exists"
                                + " (select j.id from DeviceDeployment j where j.deploymentId = :id and j.active = true)")
                .setParameter("now", DatabaseClock.now())
                .setParameter("id", id)
                .executeUpdate();
        if (finished > 0) {
            outbox.record(new DeploymentFinished(id, summary(id)));
        }
    }

    /** A server that was killed between a device's last report and the end of the deployment ends it now. */
    void finishForgotten(@Observes SchemaMigrated ready) {
        entities.createQuery(
                        "select d.id from Deployment d where d.finished is null and not exists"
                                + " (select j.id from DeviceDeployment j where j.deploymentId = d.id and j.active = true)",
                        String.class)
                .getResultList()
                .forEach(id -> changes.make(() -> finishIfDone(id)));
    }

    private String summary(String id) {
        StringBuilder text = new StringBuilder();
        jobs.counts(List.of(id)).getOrDefault(id, Map.of()).forEach((status, count) -> text.append(
                        text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(status.wire()));
        return text.toString();
    }

    void deviceLeaves(@Observes DeviceDecommissioned event) {
        List<String> touched = jobs.activeDeployments(event.deviceId());
        jobs.withdrawAll("deviceId", event.deviceId(), DeviceDeploymentStatus.DECOMMISSIONED, DatabaseClock.now());
        for (String id : touched) {
            outbox.record(
                    new DeviceDeploymentEnded(id, event.deviceId(), DeviceDeploymentStatus.DECOMMISSIONED.wire(), ""));
            boolean last = jobs.counts(List.of(id)).getOrDefault(id, Map.of()).keySet().stream()
                    .noneMatch(DeviceDeploymentStatus::active);
            if (last) {
                get(id).finish(DatabaseClock.now());
                outbox.record(new DeploymentFinished(id, summary(id)));
            }
        }
    }

    void artifactLeaves(@Observes BeforeArtifactDeletion event) {
        String query = "select count(d) from Deployment d where d.finished is null and d.artifactName = :name";
        long users = entities.createQuery(query, Long.class)
                .setParameter("name", event.name())
                .getSingleResult();
        if (users > 0) {
            throw HttpException.conflict("an unfinished deployment uses this artifact; abort it first");
        }
    }
}
