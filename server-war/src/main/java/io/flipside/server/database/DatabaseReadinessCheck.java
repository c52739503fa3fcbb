// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Reports the server as ready if the database answers and, where it is the embedded one, can write. */
@Readiness
@ApplicationScoped
public class DatabaseReadinessCheck implements HealthCheck {
    private static final long LEAST_FREE_BYTES = 1 << 20;

    @Resource(lookup = "java:app/jdbc/flipside")
    DataSource database;

    @Inject
    @ConfigProperty(name = "flipside.db.url")
    Optional<String> url;

    @Inject
    @ConfigProperty(name = "flipside.data")
    String data;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("database");
        try (Connection connection = database.getConnection()) {
            if (isBelowData() && freeBytes() < LEAST_FREE_BYTES) {
                return answer.down()
                        .withData("reason", "the disk of the data directory is full")
                        .build();
            }
            return answer.status(connection.isValid(2)).build();
        } catch (SQLException | IOException e) {
            return answer.down().build();
        }
    }

    /** Without a URL, the embedded database is there. */
    private boolean isBelowData() {
        return url.map(text -> text.startsWith("jdbc:h2:file:" + data)).orElse(true);
    }

    /** H2 goes on to answer when it can't write any more, until it has tried. */
    private long freeBytes() throws IOException {
        return Files.getFileStore(Path.of(data, "database")).getUsableSpace();
    }
}
