// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A health check of ours and one of Felix Health Checks can be made of each other. */
class FelixHealthChecksTest {
    private static final String NAME = org.apache.felix.hc.api.HealthCheck.NAME;
    private static final String TAGS = org.apache.felix.hc.api.HealthCheck.TAGS;

    private record Ours(String name, Set<HealthCheckStage> stages, Duration timeout, HealthResult check)
            implements HealthCheck {}

    @ParameterizedTest
    @EnumSource
    void everyStatusHasItsTwinOfTheSameSeverity(HealthStatus status) {
        Result.Status felix = Result.Status.valueOf(status.name());
        assertThat(felix.ordinal()).isEqualTo(status.severity());
        assertThat(Result.Status.values()).hasSameSizeAs(HealthStatus.values());
    }

    @Test
    void aResultGoesThereAndBack() {
        HealthResult ours = new HealthResult(List.of(
                new HealthResult.Finding(HealthStatus.OK, "disk is fine"),
                new HealthResult.Finding(HealthStatus.CRITICAL, "no route"),
                new HealthResult.Finding(HealthStatus.WARN, "it is warm")));
        Result felix = toFelix(ours);
        assertThat(felix.getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(toOurs(felix)).isEqualTo(ours);
    }

    @Test
    void nameAndStagesGoThereAndBackAsServiceProperties() throws Exception {
        Ours ours = new Ours(
                "the network",
                Set.of(HealthCheckStage.values()),
                Duration.ofSeconds(30),
                HealthResult.of(HealthStatus.WARN, "slow"));
        Map<String, Object> properties = properties(ours);
        org.apache.felix.hc.api.HealthCheck felix = () -> toFelix(ours.check());

        HealthCheck back = toOurs(felix, properties);

        assertThat(back.name()).isEqualTo("the network");
        assertThat(back.stages()).isEqualTo(ours.stages());
        assertThat(back.check()).isEqualTo(ours.check());
    }

    private static Map<String, Object> properties(HealthCheck check) {
        String[] tags = check.stages().stream().map(Enum::name).toArray(String[]::new);
        return Map.of(NAME, check.name(), TAGS, tags);
    }

    private static HealthCheck toOurs(org.apache.felix.hc.api.HealthCheck felix, Map<String, Object> properties) {
        Set<HealthCheckStage> stages = Arrays.stream((String[]) properties.getOrDefault(TAGS, new String[0]))
                .map(HealthCheckStage::valueOf)
                .collect(Collectors.toSet());
        return new Ours(String.valueOf(properties.get(NAME)), stages, Duration.ofSeconds(30), toOurs(felix.execute()));
    }

    private static Result toFelix(HealthResult ours) {
        ResultLog log = new ResultLog();
        ours.findings()
                .forEach(finding -> log.add(new ResultLog.Entry(
                        Result.Status.valueOf(finding.status().name()), finding.message())));
        return new Result(log);
    }

    private static HealthResult toOurs(Result felix) {
        return new HealthResult(StreamSupport.stream(felix.spliterator(), false)
                .map(entry -> new HealthResult.Finding(
                        HealthStatus.valueOf(entry.getStatus().name()), entry.getMessage()))
                .collect(Collectors.toCollection(ArrayList::new)));
    }
}
