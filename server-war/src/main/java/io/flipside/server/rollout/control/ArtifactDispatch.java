// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.ReportedProvides;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/** Selects the artifact for a device from the device's oldest unfinished deployment, and records the result. */
@ApplicationScoped
public class ArtifactDispatch {
    @Inject
    Outbox outbox;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeploymentEnding ending;

    @Inject
    ArtifactRepository artifacts;

    /**
     * Holds the result for a device.
     *
     * @param deviceDeployment the one that was decided about, if there is any
     * @param result what the device gets, or why nothing
     */
    public record Answer(Optional<DeviceDeployment> deviceDeployment, SelectionResult result) {
        /** The answer to an idle device. */
        public static final Answer NOTHING = new Answer(
                Optional.empty(), new SelectionResult.Nothing("no unfinished deployment includes this device"));
    }

    /** Tells what the device would get now; changes nothing. */
    public Answer explain(String device, ReportedProvides provides) {
        return answer(
                deviceDeployments
                        .nextEligible(device, MicrosecondClock.now())
                        .or(() -> deviceDeployments.nextUnfinished(device)),
                provides);
    }

    /** Whether there is anything to decide: the cheap question of an idle device, outside of any transaction. */
    public boolean isAnythingEligible(String device) {
        return deviceDeployments.nextEligible(device, MicrosecondClock.now()).isPresent();
    }

    /** Gives the device what it gets now, and records what follows from that. */
    @Transactional(TxType.MANDATORY)
    public Answer next(String device, ReportedProvides provides) {
        Answer answer = answer(deviceDeployments.nextEligible(device, MicrosecondClock.now()), provides);
        answer.deviceDeployment().ifPresent(found -> apply(answer.result(), found, provides));
        return answer;
    }

    private Answer answer(Optional<DeviceDeployment> found, ReportedProvides provides) {
        return found.map(one -> {
                    Deployment deployment = deployments.get(one.deploymentId());
                    List<StoredArtifact> release = artifacts.named(deployment.artifactName());
                    return new Answer(Optional.of(one), ArtifactSelection.decide(one, deployment, release, provides));
                })
                .orElse(Answer.NOTHING);
    }

    private void apply(SelectionResult result, DeviceDeployment deviceDeployment, ReportedProvides provides) {
        String deployment = deviceDeployment.deploymentId();
        if (result.ending().isPresent()) {
            ending.end(deployment, () -> {
                result.applyTo(deviceDeployment, provides.digest());
                outbox.record(DeviceDeploymentEnded.of(deviceDeployment));
            });
            return;
        }
        if (result.artifact().isPresent()) {
            ending.begin(deployment);
        }
        result.applyTo(deviceDeployment, provides.digest());
    }
}
