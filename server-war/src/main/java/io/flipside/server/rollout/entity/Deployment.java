// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import io.flipside.server.database.MicrosecondClock;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores the deployment of one release to many devices. It starts with the first device that takes it, and ends with
 * the last.
 */
@Entity
@Table(name = "deployments")
public class Deployment {
    @Id
    private String id = "";

    private String name = "";

    @Column(name = "artifact_name")
    private String artifactName = "";

    /** Unique among the unfinished ones. */
    private @Nullable String fingerprint;

    @Column(name = "force_installation")
    private boolean forceInstallation;

    @Column(name = "device_count")
    private int deviceCount;

    private Instant created = Instant.EPOCH;
    private @Nullable Instant started;
    private @Nullable Instant finished;

    @Version
    private long version;

    protected Deployment() {}

    /** Makes the deployment that is asked for, before there are device deployments. */
    public Deployment(String name, String artifactName, boolean force, String fingerprint, int deviceCount) {
        this.id = UUID.randomUUID().toString();
        this.name = name;
        this.artifactName = artifactName;
        this.forceInstallation = force;
        this.fingerprint = fingerprint;
        this.deviceCount = deviceCount;
        this.created = MicrosecondClock.now();
    }

    public String status() {
        if (finished != null) {
            return "finished";
        }
        return started != null ? "inprogress" : "pending";
    }

    /** Tells apart what is deployed, to whom and how; nothing, when it is finished. */
    public Optional<String> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    /** Begins with the first device that takes it. */
    public void begin(Instant when) {
        if (started == null) {
            started = when;
        }
    }

    public boolean hasBegun() {
        return started != null;
    }

    public boolean isFinished() {
        return finished != null;
    }

    public void finish(Instant when) {
        finished = when;
        fingerprint = null;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String artifactName() {
        return artifactName;
    }

    public boolean forceInstallation() {
        return forceInstallation;
    }

    public int deviceCount() {
        return deviceCount;
    }

    public Instant created() {
        return created;
    }

    public Optional<Instant> finished() {
        return Optional.ofNullable(finished);
    }
}
