// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.http.Printable;
import io.flipside.server.http.Refusal;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.Job;
import io.flipside.server.rollout.entity.JobStatus;
import io.flipside.server.rollout.entity.Provides;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives devices their jobs, and hears how they fare. Each call is one transaction. */
@ApplicationScoped
public class Dispatch {
    private static final Logger LOG = System.getLogger(Dispatch.class.getName());

    @PersistenceContext
    EntityManager entities;

    @Inject
    Jobs jobs;

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
    public record Answer(Optional<Job> job, Verdict verdict) {
        /** What an idle device hears. */
        public static final Answer NOTHING =
                new Answer(Optional.empty(), new Verdict.Nothing("no unfinished deployment includes this device"));

        /** The deployment that ended with this answer, if its job did. */
        public Optional<String> ended() {
            return job.filter(j -> !j.isActive()).map(Job::deploymentId);
        }
    }

    /** What the device would get now; changes nothing. */
    public Answer explain(String device, Provides provides) {
        return jobs.next(device)
                .map(job -> new Answer(Optional.of(job), decide(job, provides)))
                .orElse(Answer.NOTHING);
    }

    /** Whether there is anything to decide: the cheap question of an idle device, outside of any transaction. */
    public boolean hasJob(String device) {
        return jobs.next(device).isPresent();
    }

    private Verdict decide(Job job, Provides provides) {
        Deployment deployment = deployments.get(job.deploymentId());
        List<StoredArtifact> release = artifacts.named(deployment.artifactName());
        return Selection.decide(job, deployment, release, provides);
    }

    /** Gives the device what it gets now, and writes down what follows from that. */
    @Transactional
    public Answer next(String device, Provides provides) {
        Answer answer = explain(device, provides);
        answer.job().ifPresent(job -> apply(job, answer.verdict(), provides));
        return answer;
    }

    private void apply(Job job, Verdict verdict, Provides provides) {
        if (verdict instanceof Verdict.Offer offer) {
            boolean first = job.started().isEmpty();
            job.offered(offer.artifact().id(), provides.digest());
            if (first) {
                deployments.started(job.deploymentId());
            }
        } else {
            ending(verdict).ifPresent(status -> {
                job.end(status, verdict.reason());
                LOG.log(Level.INFO, line(job) + status.wire() + ": " + Printable.of(verdict.reason()));
            });
        }
    }

    private static Optional<JobStatus> ending(Verdict verdict) {
        if (verdict instanceof Verdict.AlreadyInstalled) {
            return Optional.of(JobStatus.ALREADY_INSTALLED);
        }
        if (verdict instanceof Verdict.NoArtifact) {
            return Optional.of(JobStatus.NOARTIFACT);
        }
        if (verdict instanceof Verdict.Arrived) {
            return Optional.of(JobStatus.SUCCESS);
        }
        return verdict instanceof Verdict.Changed ? Optional.of(JobStatus.FAILURE) : Optional.empty();
    }

    /** Takes a device's report; says whether the job has ended. */
    @Transactional
    public boolean report(String deployment, String device, JobStatus status, @Nullable String substate) {
        Job job = jobs.get(deployment, device);
        if (job.status().withdrawn()) {
            throw Refusal.conflict("this deployment was aborted");
        }
        boolean was = job.isActive();
        boolean first = job.started().isEmpty();
        job.report(status, substate);
        if (was && !job.isActive()) {
            LOG.log(Level.INFO, line(job) + job.status().wire());
        }
        if (first) {
            deployments.started(deployment);
        }
        return !job.isActive();
    }

    /** Keeps a device's log of a failed job; a later one replaces it. */
    @Transactional
    public void keepLog(String deployment, String device, String text) {
        jobs.keepLog(jobs.get(deployment, device), text);
    }

    private static String line(Job job) {
        return "device " + job.deviceId() + ", deployment " + job.deploymentId() + ": ";
    }
}
