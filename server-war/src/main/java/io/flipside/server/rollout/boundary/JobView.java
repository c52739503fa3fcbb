// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.fleet.entity.Device;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.Job;
import io.flipside.server.rollout.entity.JobStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One device in one deployment, for the console. */
public record JobView(
        String deviceId,
        String deviceName,
        String deploymentId,
        String deploymentName,
        String artifactName,
        String status,
        Optional<String> substate,
        Optional<Integer> percent,
        Optional<String> reason,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Instant updated,
        boolean log) {
    private static final Pattern PERCENT = Pattern.compile("^([0-9]{1,2}|100) ?%.*");

    static JobView of(Job job, Deployment deployment, @Nullable Device device) {
        return new JobView(
                job.deviceId(),
                device == null ? job.deviceId() : device.name(),
                deployment.id(),
                deployment.name(),
                deployment.artifactName(),
                job.status().wire(),
                job.substate(),
                job.status() == JobStatus.DOWNLOADING ? percent(job.substate()) : Optional.empty(),
                job.reason(),
                job.created(),
                job.started(),
                job.finished(),
                job.updated(),
                job.hasLog());
    }

    /** Our devices report their download like "42 % of 128.0 MiB, 12.3 MiB/s". */
    static Optional<Integer> percent(Optional<String> substate) {
        return substate.map(PERCENT::matcher).filter(Matcher::matches).map(found -> Integer.valueOf(found.group(1)));
    }
}
