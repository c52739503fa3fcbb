// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.database.Page;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.rollout.entity.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds, lists and counts deployments in the database. */
@ApplicationScoped
public class DeploymentRepository {
    private static final Map<String, String> STATUS = Map.of(
            "pending", "d.finished is null and d.started is null",
            "inprogress", "d.finished is null and d.started is not null",
            "finished", "d.finished is not null");

    @PersistenceContext
    EntityManager entities;

    public Deployment get(String id) {
        return find(id).orElseThrow(() -> ErrorResponseException.notFound("deployment", id));
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
                        .orElseThrow(() ->
                                ErrorResponseException.badRequest("status must be pending, inprogress or finished")))
                .map(condition -> " where " + condition)
                .orElse("");
    }

    /** Marks a deployment as begun, once. */
    void started(String id) {
        entities.createQuery(
                        "update Deployment d set d.started = :now, d.version = d.version + 1 where d.id = :id and d.started is null")
                .setParameter("now", MicrosecondClock.now())
                .setParameter("id", id)
                .executeUpdate();
    }

    void add(Deployment deployment) {
        entities.persist(deployment);
    }

    /** Whether another unfinished deployment does the same for the same devices. */
    boolean hasUnfinishedTwin(Deployment deployment) {
        return entities.createQuery(
                        "select d from Deployment d where d.fingerprint = :print and d.finished is null",
                        Deployment.class)
                .setParameter("print", deployment.fingerprint())
                .getResultStream()
                .anyMatch(other -> other.isTwin(deployment));
    }

    /** Whether an unfinished deployment brings this release. */
    boolean isInUse(String release) {
        return entities.createQuery(
                                "select count(d) from Deployment d where d.finished is null and d.artifactName = :name",
                                Long.class)
                        .setParameter("name", release)
                        .getSingleResult()
                > 0;
    }

    /**
     * Ends a deployment that no device has still to end; tells whether it did. Asked first, because a device that has ended
     * stays so, and because for an update with a query in it EclipseLink would create a table.
     */
    boolean finishIfDone(String id) {
        long active = entities.createQuery(
                        "select count(j) from DeviceDeployment j where j.deploymentId = :id and j.active = true",
                        Long.class)
                .setParameter("id", id)
                .getSingleResult();
        if (active > 0) {
            return false;
        }
        return entities.createQuery(
                                "update Deployment d set d.finished = :now, d.version = d.version + 1 where d.id = :id"
                                        + " and d.finished is null")
                        .setParameter("now", MicrosecondClock.now())
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }

    /** The unfinished deployments that every device has ended. */
    @Transactional(TxType.MANDATORY)
    List<String> done() {
        return entities.createQuery(
                        "select d.id from Deployment d where d.finished is null and not exists"
                                + " (select j.id from DeviceDeployment j where j.deploymentId = d.id and j.active = true)",
                        String.class)
                .getResultList();
    }

    /** The devices that have something to do in an unfinished deployment, but are not there any more. */
    @Transactional(TxType.MANDATORY)
    List<String> abandoned() {
        return entities.createQuery(
                        "select distinct j.deviceId from DeviceDeployment j, Deployment d where d.id = j.deploymentId"
                                + " and d.finished is null and j.active = true"
                                + " and not exists (select v.id from Device v where v.id = j.deviceId)",
                        String.class)
                .getResultList();
    }
}
