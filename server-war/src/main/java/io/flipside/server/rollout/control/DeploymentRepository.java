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
import java.util.Optional;

/** Finds, lists and counts deployments in the database. */
@ApplicationScoped
public class DeploymentRepository {
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

    public List<Deployment> list(DeploymentQuery query, Page page) {
        String text = "select d from Deployment d" + query.condition() + query.order();
        return page.of(query.bound(entities.createQuery(text, Deployment.class)));
    }

    public long count(DeploymentQuery query) {
        return query.bound(entities.createQuery("select count(d) from Deployment d" + query.condition(), Long.class))
                .getSingleResult();
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
