// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Stores the log that a device sent after a failed deployment. */
@Entity
@Table(name = "job_logs")
public class DeviceDeploymentLog {
    @Id
    @Column(name = "job_id")
    private String deviceDeploymentId = "";

    private String content = "";

    protected DeviceDeploymentLog() {}

    public DeviceDeploymentLog(String deviceDeploymentId, String content) {
        this.deviceDeploymentId = deviceDeploymentId;
        this.content = content;
    }

    public String content() {
        return content;
    }
}
