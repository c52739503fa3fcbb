// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.http.Page;
import io.flipside.server.http.Refusal;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.Job;
import io.flipside.server.rollout.entity.JobLog;
import io.flipside.server.rollout.entity.JobStatus;
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
public class Jobs {
    private static final int CHUNK = 500;

    @PersistenceContext
    EntityManager entities;

    /** The oldest unfinished job of a device: one index look-up, which is all that an idle device costs. */
    public Optional<Job> next(String device) {
        return entities.createNamedQuery(Job.NEXT, Job.class)
                .setParameter("device", device)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public Job get(String deployment, String device) {
        return find(deployment, device).orElseThrow(() -> Refusal.notFound("deployment of this device", deployment));
    }

    public Optional<Job> find(String deployment, String device) {
        return entities.createNamedQuery(Job.FIND, Job.class)
                .setParameter("deployment", deployment)
                .setParameter("device", device)
                .getResultStream()
                .findFirst();
    }

    /** The jobs of a deployment, those with news first. */
    public List<Job> of(String deployment, Page page) {
        return entities.createQuery(
                        "select j from Job j where j.deploymentId = :deployment order by j.active desc, j.deviceId",
                        Job.class)
                .setParameter("deployment", deployment)
                .setFirstResult(page.offset())
                .setMaxResults(page.size())
                .getResultList();
    }

    public List<String> deviceIds(String deployment) {
        return entities.createQuery(
                        "select j.deviceId from Job j where j.deploymentId = :deployment order by j.deviceId",
                        String.class)
                .setParameter("deployment", deployment)
                .getResultList();
    }

    /** The newest job of each of these devices. */
    public Map<String, Job> latest(Collection<String> devices) {
        Map<String, Job> latest = new HashMap<>();
        for (String device : devices) {
            entities.createQuery("select j from Job j where j.deviceId = :device order by j.created desc", Job.class)
                    .setParameter("device", device)
                    .setMaxResults(1)
                    .getResultStream()
                    .findFirst()
                    .ifPresent(job -> latest.put(device, job));
        }
        return latest;
    }

    public long count(String deployment) {
        return entities.createQuery("select count(j) from Job j where j.deploymentId = :deployment", Long.class)
                .setParameter("deployment", deployment)
                .getSingleResult();
    }

    /** How many jobs are in which status, for each of these deployments. */
    public Map<String, Map<JobStatus, Long>> counts(Collection<String> deployments) {
        Map<String, Map<JobStatus, Long>> counts = new HashMap<>();
        if (!deployments.isEmpty()) {
            entities.createNamedQuery(Job.COUNTS, Object[].class)
                    .setParameter("deployments", deployments)
                    .getResultStream()
                    .forEach(row -> counts.computeIfAbsent((String) row[0], id -> new EnumMap<>(JobStatus.class))
                            .put((JobStatus) row[1], (Long) row[2]));
        }
        return counts;
    }

    void create(Deployment deployment, Collection<String> devices) {
        int made = 0;
        for (String device : devices) {
            entities.persist(new Job(deployment, device));
            if (++made % CHUNK == 0) {
                entities.flush();
                entities.clear();
            }
        }
    }

    /** Takes a job away from all devices that have not ended it. */
    int withdrawAll(String column, String id, JobStatus status, java.time.Instant now) {
        return entities.createQuery("update Job j set j.status = :status, j.active = false, j.finished = :now,"
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
                        "select j.deploymentId from Job j where j.deviceId = :device and j.active = true", String.class)
                .setParameter("device", device)
                .getResultList();
    }

    public String log(Job job) {
        return Optional.ofNullable(entities.find(JobLog.class, job.id()))
                .map(JobLog::content)
                .orElseThrow(() -> Refusal.notFound("log of deployment", job.deploymentId()));
    }

    void keepLog(Job job, String text) {
        entities.merge(new JobLog(job.id(), text));
        job.logged();
    }
}
