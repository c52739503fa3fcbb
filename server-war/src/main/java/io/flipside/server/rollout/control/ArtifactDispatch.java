// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.change.Changes;
import io.flipside.server.http.HttpException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.ReportedProvides;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives devices their jobs, and takes their reports. Each call is part of a change. */
@ApplicationScoped
public class ArtifactDispatch {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    Changes changes;

    @Inject
    DeviceDeploymentRepository jobs;

    @Inject
    Deployments deployments;

    @Inject
    ArtifactRepository artifacts;

    /**
     * What came out for a job.
     *
     * @param job the job, if there is any
     * @param verdict what the device gets, or why nothing
     */
    public record Answer(Optional<DeviceDeployment> job, SelectionResult verdict) {
        /** What an idle device hears. */
        public static final Answer NOTHING = new Answer(
                Optional.empty(), new SelectionResult.Nothing("no unfinished deployment includes this device"));
    }

    /** What the device would get now; changes nothing. */
    public Answer explain(String device, ReportedProvides provides) {
        return jobs.next(device)
                .map(job -> new Answer(Optional.of(job), decide(job, provides)))
                .orElse(Answer.NOTHING);
    }

    /** Whether there is anything to decide: the cheap question of an idle device, outside of any transaction. */
    public boolean hasJob(String device) {
        return jobs.next(device).isPresent();
    }

    private SelectionResult decide(DeviceDeployment job, ReportedProvides provides) {
        Deployment deployment = deployments.get(job.deploymentId());
        List<StoredArtifact> release = artifacts.named(deployment.artifactName());
        return ArtifactSelection.decide(job, deployment, release, provides);
    }

    /** Gives the device what it gets now, and writes down what follows from that. */
    @Transactional(TxType.MANDATORY)
    public Answer next(String device, ReportedProvides provides) {
        Answer answer = explain(device, provides);
        answer.job().ifPresent(job -> apply(job, answer.verdict(), provides));
        return answer;
    }

    private void apply(DeviceDeployment job, SelectionResult verdict, ReportedProvides provides) {
        if (verdict instanceof SelectionResult.Offer offer) {
            boolean first = job.started().isEmpty();
            job.offered(offer.artifact().id(), provides.digest());
            if (first) {
                deployments.started(job.deploymentId());
            }
        } else {
            ending(verdict).ifPresent(status -> {
                job.end(status, verdict.reason());
                outbox.record(DeviceDeploymentEnded.of(job));
                finishIfDone(job);
            });
        }
    }

    private static Optional<DeviceDeploymentStatus> ending(SelectionResult verdict) {
        if (verdict instanceof SelectionResult.AlreadyInstalled) {
            return Optional.of(DeviceDeploymentStatus.ALREADY_INSTALLED);
        }
        if (verdict instanceof SelectionResult.NoArtifact) {
            return Optional.of(DeviceDeploymentStatus.NOARTIFACT);
        }
        if (verdict instanceof SelectionResult.Arrived) {
            return Optional.of(DeviceDeploymentStatus.SUCCESS);
        }
        return verdict instanceof SelectionResult.Changed
                ? Optional.of(DeviceDeploymentStatus.FAILURE)
                : Optional.empty();
    }

    private void finishIfDone(DeviceDeployment job) {
        changes.then(() -> deployments.finishIfDone(job.deploymentId()));
    }

    /** Takes a device's report. */
    @Transactional(TxType.MANDATORY)
    public void report(String deployment, String device, DeviceDeploymentStatus status, @Nullable String substate) {
        DeviceDeployment job = jobs.get(deployment, device);
        if (job.status().withdrawn()) {
            throw HttpException.conflict("this deployment was aborted");
        }
        DeviceDeploymentStatus before = job.status();
        boolean first = job.started().isEmpty();
        job.report(status, substate);
        if (!job.isActive() && job.status() != before) {
            outbox.record(DeviceDeploymentEnded.of(job));
        }
        if (first) {
            deployments.started(deployment);
        }
        if (!job.isActive()) {
            finishIfDone(job);
        }
    }

    /** Keeps a device's log of a failed job; a later one replaces it. */
    @Transactional(TxType.MANDATORY)
    public void keepLog(String deployment, String device, String text) {
        jobs.keepLog(jobs.get(deployment, device), text);
    }
}
