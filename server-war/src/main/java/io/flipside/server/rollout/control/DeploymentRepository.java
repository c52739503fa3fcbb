// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.database.Page;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.rollout.entity.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    @Inject
    RowLocks locks;

    public Deployment get(String id) {
        return find(id).orElseThrow(() -> ErrorResponseException.notFound("deployment", id));
    }

    /** The same, locked: no device ends its part of it before this change is committed. */
    @Transactional(TxType.MANDATORY)
    Deployment lock(String id) {
        return locks.lock(Deployment.class, id).orElseThrow(() -> ErrorResponseException.notFound("deployment", id));
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

    /** Adds a deployment; refuses one that is the same as an unfinished one. */
    @Transactional(TxType.MANDATORY)
    void add(Deployment deployment) {
        long twins = entities.createQuery(
                        "select count(d) from Deployment d where d.fingerprint = :fingerprint", Long.class)
                .setParameter("fingerprint", deployment.fingerprint().orElseThrow())
                .getSingleResult();
        if (twins > 0) {
            throw ErrorResponseException.conflict("the same deployment is active already");
        }
        entities.persist(deployment);
        entities.flush();
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
}
