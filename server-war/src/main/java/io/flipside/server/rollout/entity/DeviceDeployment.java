// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import io.flipside.server.database.MicrosecondClock;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores the status, progress and result of a deployment on one device. */
@Entity
@Table(name = "jobs")
@NamedQuery(
        name = DeviceDeployment.NEXT_ELIGIBLE,
        query = "select j from DeviceDeployment j where j.deviceId = :device and j.active = true"
                + " and j.eligibleAt <= :now order by j.created")
@NamedQuery(
        name = DeviceDeployment.NEXT_UNFINISHED,
        query = "select j from DeviceDeployment j where j.deviceId = :device and j.active = true order by j.created")
@NamedQuery(
        name = DeviceDeployment.FIND,
        query = "select j from DeviceDeployment j where j.deploymentId = :deployment and j.deviceId = :device")
@NamedQuery(
        name = DeviceDeployment.COUNTS,
        query = "select j.deploymentId, j.status, count(j) from DeviceDeployment j where j.deploymentId in :deployments"
                + " group by j.deploymentId, j.status")
public class DeviceDeployment {
    public static final String NEXT_ELIGIBLE = "DeviceDeployment.nextEligible";
    public static final String NEXT_UNFINISHED = "DeviceDeployment.nextUnfinished";
    public static final String FIND = "DeviceDeployment.find";
    public static final String COUNTS = "DeviceDeployment.counts";
    private static final int LONGEST_SUBSTATE = 500;
    private static final int LONGEST_REASON = 1000;

    @Id
    private String id = "";

    @Column(name = "deployment_id")
    private String deploymentId = "";

    @Column(name = "device_id")
    private String deviceId = "";

    @Enumerated(EnumType.STRING)
    private DeviceDeploymentStatus status = DeviceDeploymentStatus.PENDING;

    private boolean active = true;
    private @Nullable String substate;
    private @Nullable String reason;

    @Embedded
    private @Nullable DownloadProgress progress;

    @Column(name = "eligible_at")
    private Instant eligibleAt = Instant.EPOCH;

    @Column(name = "artifact_id")
    private @Nullable String artifactId;

    @Column(name = "provides_digest")
    private @Nullable String providesDigest;

    private Instant created = Instant.EPOCH;
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private Instant updated = Instant.EPOCH;

    @Column(name = "has_log")
    private boolean hasLog;

    @Version
    private long version;

    protected DeviceDeployment() {}

    public DeviceDeployment(Deployment deployment, String deviceId) {
        this.id = UUID.randomUUID().toString();
        this.deploymentId = deployment.id();
        this.deviceId = deviceId;
        this.created = deployment.created();
        this.updated = created;
    }

    /** The device is offered an artifact. Offering the same again changes nothing. */
    public void offered(String artifact, String provides) {
        artifactId = artifact;
        providesDigest = provides;
        start();
    }

    /** Lets the device wait until a time; its polls until then find nothing, and cost nothing. */
    public void postpone(Instant eligible) {
        eligibleAt = eligible;
    }

    /** The time from which the device may have its artifact. */
    public Instant eligibleAt() {
        return eligibleAt;
    }

    /** Whether it was offered something while it provided something else. */
    public boolean offeredFor(String otherProvides) {
        return providesDigest != null && !providesDigest.equals(otherProvides);
    }

    /**
     * Records what the device reports. After an ending, only another ending counts. A report without a detail leaves the
     * last one, unless that was about a download in numbers, which go with it.
     */
    public void report(DeviceDeploymentStatus reported, @Nullable String detail, DownloadProgress numbers) {
        if (!active && reported.active()) {
            return;
        }
        boolean keeps = detail == null && progress().equals(new DownloadProgress());
        @Nullable String shortened = keeps ? substate : shorten(detail, LONGEST_SUBSTATE);
        if (status == reported
                && Objects.equals(substate, shortened)
                && progress().equals(numbers)) {
            return;
        }
        start();
        substate = shortened;
        progress = numbers;
        change(reported);
    }

    /** The server ends it, and says why. */
    public void end(DeviceDeploymentStatus ending, String why) {
        reason = shorten(why, LONGEST_REASON);
        change(ending);
    }

    private void start() {
        if (started == null) {
            started = MicrosecondClock.now();
            updated = started;
        }
    }

    private void change(DeviceDeploymentStatus next) {
        status = next;
        active = next.active();
        updated = MicrosecondClock.now();
        if (!active && finished == null) {
            finished = updated;
        }
    }

    private static @Nullable String shorten(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    public void logged() {
        hasLog = true;
    }

    public String id() {
        return id;
    }

    public String deploymentId() {
        return deploymentId;
    }

    public String deviceId() {
        return deviceId;
    }

    public DeviceDeploymentStatus status() {
        return status;
    }

    public boolean isActive() {
        return active;
    }

    public Optional<String> substate() {
        return Optional.ofNullable(substate);
    }

    /** How far the download is; nothing is known outside of a download, or of a client that reports no numbers. */
    public DownloadProgress progress() {
        return progress == null ? new DownloadProgress() : progress;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<String> artifactId() {
        return Optional.ofNullable(artifactId);
    }

    public Instant created() {
        return created;
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    public Optional<Instant> finished() {
        return Optional.ofNullable(finished);
    }

    public Instant updated() {
        return updated;
    }

    public boolean hasLog() {
        return hasLog;
    }
}
