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
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the schema migration when the server starts, before the first request. If it fails, so does the start. */
@WebListener
public class SchemaMigrationListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(SchemaMigrationListener.class.getName());

    @Resource(lookup = "java:app/jdbc/flipside")
    DataSource database;

    @Inject
    @ConfigProperty(name = "flipside.db.migration-user")
    Optional<String> user;

    @Inject
    @ConfigProperty(name = "flipside.db.migration-password")
    Optional<String> password;

    @Inject
    Event<DatabaseEmpty> empty;

    @Inject
    Event<SchemaMigrated> migrated;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        LOG.log(Level.INFO, "the database is at the current version, {0} migrations were needed", migrate());
        migrated.fire(new SchemaMigrated());
    }

    /** The application server wraps what is thrown here in pages of stack traces: the launcher repeats the reason after them. */
    private int migrate() {
        try {
            SchemaMigration migration = new SchemaMigration(
                    user.isEmpty()
                            ? database
                            // Not from the pool, whose connections are all of one user.
                            : new UserDataSource(new ConfiguredDataSource(), user.get(), password.orElse("")));
            if (migration.isFirst()) {
                empty.fire(new DatabaseEmpty());
            }
            return migration.migrate();
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, "the server cannot start: " + reason);
            System.setProperty("flipside.start-failure", reason);
            throw e;
        }
    }
}
