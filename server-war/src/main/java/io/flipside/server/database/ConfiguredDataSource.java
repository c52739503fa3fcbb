// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Connects to the database that the configuration names, as its user: what the application server's pool is made of. It reads
 * the configuration itself, because the application server would expand what looks like a variable in a password.
 */
public final class ConfiguredDataSource extends UserDataSource {
    private static final String MYSQL = "jdbc:mysql:";

    /** WRITE_DELAY=0: what was answered is kept. H2 would write it half a second later, and forget it when it is killed. */
    private static final String H2_OPTIONS = ";MODE=LEGACY;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    /** In milliseconds. Without one, a database whose machine is gone is waited for as long as the system does: minutes. */
    private static final String LIMIT = "connectTimeout";

    private final int isolation;

    /** Called by the application server, in any of its threads. */
    public ConfiguredDataSource() {
        this(ConfigProvider.getConfig(ConfiguredDataSource.class.getClassLoader()));
    }

    private ConfiguredDataSource(Config config) {
        super(
                source(config),
                config.getValue("flipside.db.user", String.class),
                config.getOptionalValue("flipside.db.password", String.class).orElse(""));
        isolation = config.getValue("flipside.db.repeatable-read", Boolean.class)
                ? Connection.TRANSACTION_REPEATABLE_READ
                : Connection.TRANSACTION_READ_COMMITTED;
    }

    private static DataSource source(Config config) {
        String url = config.getOptionalValue("flipside.db.url", String.class)
                .orElseGet(() -> "jdbc:h2:file:" + config.getValue("flipside.data", String.class) + "/database/flipside"
                        + H2_OPTIONS);
        if (url.toLowerCase(Locale.ROOT).startsWith(MYSQL)) {
            MysqlDataSource mysql = new MysqlDataSource();
            mysql.setURL(url.contains(LIMIT) ? url : url + (url.contains("?") ? "&" : "?") + LIMIT + "=5000");
            return mysql;
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        return h2;
    }

    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        Connection connection = super.getConnection(name, secret);
        connection.setTransactionIsolation(isolation);
        return connection;
    }
}
