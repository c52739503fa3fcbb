// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.database.Page;
import io.flipside.server.http.HttpException;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentLog;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and counts jobs. */
@ApplicationScoped
public class DeviceDeploymentRepository {
    private static final int CHUNK = 500;

    @PersistenceContext
    EntityManager entities;

    /** The oldest unfinished job of a device: one index look-up, which is all that an idle device costs. */
    public Optional<DeviceDeployment> next(String device) {
        return entities.createNamedQuery(DeviceDeployment.NEXT, DeviceDeployment.class)
                .setParameter("device", device)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public DeviceDeployment get(String deployment, String device) {
        return find(deployment, device)
                .orElseThrow(() -> HttpException.notFound("deployment of this device", deployment));
    }

    public Optional<DeviceDeployment> find(String deployment, String device) {
        return entities.createNamedQuery(DeviceDeployment.FIND, DeviceDeployment.class)
                .setParameter("deployment", deployment)
                .setParameter("device", device)
                .getResultStream()
                .findFirst();
    }

    /** The jobs of a deployment, those with news first. */
    public List<DeviceDeployment> of(String deployment, Page page) {
        return page.of(entities.createQuery(
                        "select j from DeviceDeployment j where j.deploymentId = :deployment order by j.active desc, j.deviceId",
                        DeviceDeployment.class)
                .setParameter("deployment", deployment));
    }

    public List<String> deviceIds(String deployment) {
        return entities.createQuery(
                        "select j.deviceId from DeviceDeployment j where j.deploymentId = :deployment order by j.deviceId",
                        String.class)
                .setParameter("deployment", deployment)
                .getResultList();
    }

    /** The newest job of each of these devices. */
    public Map<String, DeviceDeployment> latest(Collection<String> devices) {
        Map<String, DeviceDeployment> latest = new HashMap<>();
        for (String device : devices) {
            entities.createQuery(
                            "select j from DeviceDeployment j where j.deviceId = :device order by j.created desc",
                            DeviceDeployment.class)
                    .setParameter("device", device)
                    .setMaxResults(1)
                    .getResultStream()
                    .findFirst()
                    .ifPresent(job -> latest.put(device, job));
        }
        return latest;
    }

    public long count(String deployment) {
        return entities.createQuery(
                        "select count(j) from DeviceDeployment j where j.deploymentId = :deployment", Long.class)
                .setParameter("deployment", deployment)
                .getSingleResult();
    }

    /** How many jobs are in which status, for each of these deployments. */
    public Map<String, Map<DeviceDeploymentStatus, Long>> counts(Collection<String> deployments) {
        Map<String, Map<DeviceDeploymentStatus, Long>> counts = new HashMap<>();
        if (!deployments.isEmpty()) {
            entities.createNamedQuery(DeviceDeployment.COUNTS, Object[].class)
                    .setParameter("deployments", deployments)
                    .getResultStream()
                    .forEach(row -> counts.computeIfAbsent(
                                    (String) row[0], id -> new EnumMap<>(DeviceDeploymentStatus.class))
                            .put((DeviceDeploymentStatus) row[1], (Long) row[2]));
        }
        return counts;
    }

    void create(Deployment deployment, Collection<String> devices) {
        int made = 0;
        for (String device : devices) {
            entities.persist(new DeviceDeployment(deployment, device));
            if (++made % CHUNK == 0) {
                entities.flush();
                entities.clear();
            }
        }
    }

    /** Takes a job away from all devices that have not ended it. */
    int withdrawAll(String column, String id, DeviceDeploymentStatus status, java.time.Instant now) {
        return entities.createQuery(
                        "update DeviceDeployment j set j.status = :status, j.active = false, j.finished = :now,"
                                + " j.updated = :now, j.version = j.version + 1 where j." + column
                                + " = :id and j.active = true")
                .setParameter("status", status)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** The unfinished deployments of a device. */
    List<String> activeDeployments(String device) {
        return entities.createQuery(
                        "select j.deploymentId from DeviceDeployment j where j.deviceId = :device and j.active = true",
                        String.class)
                .setParameter("device", device)
                .getResultList();
    }

    public String log(DeviceDeployment job) {
        return Optional.ofNullable(entities.find(DeviceDeploymentLog.class, job.id()))
                .map(DeviceDeploymentLog::content)
                .orElseThrow(() -> HttpException.notFound("log of deployment", job.deploymentId()));
    }

    void keepLog(DeviceDeployment job, String text) {
        entities.merge(new DeviceDeploymentLog(job.id(), text));
        job.logged();
    }
}
