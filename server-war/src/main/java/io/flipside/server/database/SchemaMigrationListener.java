// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates the database before the first request. If that fails, so does the deployment. */
@WebListener
public class SchemaMigrationListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(SchemaMigrationListener.class.getName());

    @Resource(lookup = "java:app/jdbc/flipside")
    DataSource database;

    @Inject
    Event<SchemaMigrated> ready;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        String folder = folder();
        int steps = Flyway.configure(SchemaMigrationListener.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/" + folder)
                .load()
                .migrate()
                .migrationsExecuted;
        LOG.log(Level.INFO, "database ({0}) is at the current version, {1} migrations were needed", folder, steps);
        ready.fire(new SchemaMigrated());
    }

    private String folder() {
        try (Connection connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            return product.contains("h2") ? "h2" : "mysql";
        } catch (SQLException e) {
            throw new IllegalStateException("the database is not reachable; check FLIPSIDE_DB_URL and its user", e);
        }
    }
}
