// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import ch.vorburger.exec.ManagedProcessException;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database for tests, empty or as version 0.1.0 left it.
 *
 * @param url where it is
 * @param source for tests
 * @param environment tells a server to use it
 */
public record TestDatabase(String url, DataSource source, Map<String, String> environment) {
    private static final String MARIADB_USER = "flipside";

    /** The products that tests can start. */
    public enum Product {
        H2,
        MARIADB
    }

    /** H2 keeps it below this folder; MariaDB gives it a name made of the folder's. */
    public static TestDatabase empty(Product product, Path folder) throws IOException, ManagedProcessException {
        if (product == Product.H2) {
            String url = "jdbc:h2:file:" + folder.resolve("database/flipside") + ";MODE=LEGACY";
            return new TestDatabase(url, source(url), Map.of());
        }
        SharedMariaDb server = SharedMariaDb.get();
        server.createDB(name(folder));
        String url = "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name(folder)
                + "?sslMode=DISABLED";
        return new TestDatabase(
                url,
                source(url),
                Map.of("FLIPSIDE_DB_URL", url, "FLIPSIDE_DB_USER", MARIADB_USER, "FLIPSIDE_DB_PASSWORD", MARIADB_USER));
    }

    /** An empty MariaDB for a server that changes no tables, and whose user must use TLS. */
    public static TestDatabase ofLimitedUser(Path folder) throws Exception {
        TestDatabase database = empty(Product.MARIADB, folder);
        String url = database.url().replaceFirst("[?].*", "");
        try (Connection sql = database.source().getConnection();
                Statement statement = sql.createStatement()) {
            statement.execute("create user if not exists limited@'127.0.0.1' identified by 'limited' require ssl");
            statement.execute(
                    "grant select, insert, update, delete on `" + name(folder) + "`.* to limited@'127.0.0.1'");
        }
        return new TestDatabase(
                url,
                database.source(),
                Map.of(
                        "FLIPSIDE_DB_URL", url,
                        "FLIPSIDE_DB_USER", "limited",
                        "FLIPSIDE_DB_PASSWORD", "limited",
                        "FLIPSIDE_DB_MIGRATION_USER", MARIADB_USER,
                        "FLIPSIDE_DB_MIGRATION_PASSWORD", MARIADB_USER));
    }

    /** Unpacks a data directory of 0.1.0, and loads the dump if it is one of MariaDB. */
    public static TestDatabase of010(Product product, Path folder) throws IOException, ManagedProcessException {
        unpack("/fixtures/0.1.0-" + (product == Product.H2 ? "h2" : "mariadb") + ".zip", folder);
        TestDatabase made = empty(product, folder);
        if (product == Product.MARIADB) {
            try (InputStream sql = Files.newInputStream(folder.resolve("database/dump.sql"))) {
                SharedMariaDb.get().source(sql, "root", "", name(folder));
            }
        }
        return made;
    }

    /** The way to a database of either product, as the user that tests are. */
    public static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            h2.setUser("sa");
            h2.setPassword("sa");
            return h2;
        }
        MysqlDataSource mysql = new MysqlDataSource();
        mysql.setURL(url);
        mysql.setUser(MARIADB_USER);
        mysql.setPassword(MARIADB_USER);
        return mysql;
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
}
