// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.database.Page;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentLog;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds, counts and ends device deployments in the database. */
@ApplicationScoped
public class DeviceDeploymentRepository {
    private static final int CHUNK = 500;

    @PersistenceContext
    EntityManager entities;

    /**
     * The oldest unfinished device deployment of a device, of those whose time has come: one look-up in an index that
     * holds that time, too, and all that an idle device costs.
     */
    public Optional<DeviceDeployment> nextEligible(String device, Instant now) {
        return entities.createNamedQuery(DeviceDeployment.NEXT_ELIGIBLE, DeviceDeployment.class)
                .setParameter("device", device)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The oldest unfinished device deployment of a device, whether or not its time has come. */
    Optional<DeviceDeployment> nextUnfinished(String device) {
        return entities.createNamedQuery(DeviceDeployment.NEXT_UNFINISHED, DeviceDeployment.class)
                .setParameter("device", device)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public DeviceDeployment get(String deployment, String device) {
        return find(deployment, device)
                .orElseThrow(() -> ErrorResponseException.notFound("deployment of this device", deployment));
    }

    public Optional<DeviceDeployment> find(String id) {
        return Optional.ofNullable(entities.find(DeviceDeployment.class, id));
    }

    public Optional<DeviceDeployment> find(String deployment, String device) {
        return entities.createNamedQuery(DeviceDeployment.FIND, DeviceDeployment.class)
                .setParameter("deployment", deployment)
                .setParameter("device", device)
                .getResultStream()
                .findFirst();
    }

    /** The device deployments of a deployment in one of these statuses, in an order in which none of them moves. */
    public List<DeviceDeployment> of(String deployment, Set<DeviceDeploymentStatus> statuses, Page page) {
        return page.of(entities.createQuery(
                        "select j from DeviceDeployment j where j.deploymentId = :deployment and j.status in :statuses"
                                + " order by j.deviceId",
                        DeviceDeployment.class)
                .setParameter("deployment", deployment)
                .setParameter("statuses", statuses));
    }

    public List<String> deviceIds(String deployment) {
        return entities.createQuery(
                        "select j.deviceId from DeviceDeployment j where j.deploymentId = :deployment order by j.deviceId",
                        String.class)
                .setParameter("deployment", deployment)
                .getResultList();
    }

    /** The newest device deployment of each of these devices. */
    public Map<String, DeviceDeployment> latest(Collection<String> devices) {
        Map<String, DeviceDeployment> latest = new HashMap<>();
        for (String device : devices) {
            entities.createQuery(
                            "select j from DeviceDeployment j where j.deviceId = :device order by j.created desc, j.id",
                            DeviceDeployment.class)
                    .setParameter("device", device)
                    .setMaxResults(1)
                    .getResultStream()
                    .findFirst()
                    .ifPresent(deviceDeployment -> latest.put(device, deviceDeployment));
        }
        return latest;
    }

    public long count(String deployment, Set<DeviceDeploymentStatus> statuses) {
        Map<DeviceDeploymentStatus, Long> counts = counts(List.of(deployment)).getOrDefault(deployment, Map.of());
        return statuses.stream()
                .mapToLong(status -> counts.getOrDefault(status, 0L))
                .sum();
    }

    /** The number of device deployments in each status, for each of these deployments. */
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

    /** Aborts all unfinished device deployments of a deployment. */
    int abortAll(String deployment, Instant now) {
        return entities.createQuery(
                        "update DeviceDeployment j set j.status = :status, j.active = false, j.finished = :now,"
                                + " j.updated = :now, j.version = j.version + 1 where j.deploymentId = :deployment"
                                + " and j.active = true")
                .setParameter("status", DeviceDeploymentStatus.ABORTED)
                .setParameter("now", now)
                .setParameter("deployment", deployment)
                .executeUpdate();
    }

    /** Whether a device has still something to do in a deployment. */
    boolean isAnyActive(String deployment) {
        return !entities.createQuery(
                        "select j.id from DeviceDeployment j where j.deploymentId = :deployment and j.active = true",
                        String.class)
                .setParameter("deployment", deployment)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The unfinished device deployments of a device, in the order in which their deployments are locked. */
    List<DeviceDeployment> active(String device) {
        return entities.createQuery(
                        "select j from DeviceDeployment j where j.deviceId = :device and j.active = true"
                                + " order by j.deploymentId",
                        DeviceDeployment.class)
                .setParameter("device", device)
                .getResultList();
    }

    public String log(DeviceDeployment deviceDeployment) {
        return Optional.ofNullable(entities.find(DeviceDeploymentLog.class, deviceDeployment.id()))
                .map(DeviceDeploymentLog::content)
                .orElseThrow(
                        () -> ErrorResponseException.notFound("log of deployment", deviceDeployment.deploymentId()));
    }

    void keepLog(DeviceDeployment deviceDeployment, String text) {
        entities.merge(new DeviceDeploymentLog(deviceDeployment.id(), text));
        deviceDeployment.logged();
    }
}
