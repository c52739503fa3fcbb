// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.health;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds the findings of a health check, and gives the worst status among them. Immutable.
 *
 * @param findings in the order in which they were found; none: all is well
 */
public record HealthResult(List<Finding> findings) {
    /**
     * One thing that a health check has found.
     *
     * @param status how bad it is
     * @param message one line for people
     */
    public record Finding(HealthStatus status, String message) {}

    public HealthResult {
        findings = List.copyOf(findings);
    }

    /** Makes the result of a check that has found nothing to complain about. */
    public static HealthResult ok() {
        return new HealthResult(List.of());
    }

    /** Makes the result of a check that has found one thing. */
    public static HealthResult of(HealthStatus status, String message) {
        return new HealthResult(List.of(new Finding(status, message)));
    }

    /** Returns the status of the worst finding. */
    public HealthStatus status() {
        return findings.stream()
                .map(Finding::status)
                .max(Comparator.comparingInt(HealthStatus::severity))
                .orElse(HealthStatus.OK);
    }

    /** Returns the messages of all findings that are not healthy, in one line. */
    public String complaints() {
        return findings.stream()
                .filter(finding -> !finding.status().healthy())
                .map(Finding::message)
                .collect(Collectors.joining("; "));
    }
}
