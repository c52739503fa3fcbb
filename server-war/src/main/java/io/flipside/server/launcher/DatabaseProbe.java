// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the database once before the server is started, with the same driver: what is wrong with address, user or
 * password is then one line, and not the pages of an application server whose pool fails.
 */
final class DatabaseProbe {
    private static final String DRIVER_JAR = "WEB-INF/lib/mysql-connector-j-";
    private static final String DRIVER = "com.mysql.cj.jdbc.Driver";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A log or an inventory of 1 MiB, each of its bytes escaped by a second one, and what is around it. */
    private static final long LEAST_PACKET = 3 << 20;

    private static final long AGAIN_MS = 1000;

    private final DatabaseSettings database;
    private final Path war;

    /** Takes the driver out of this WAR. */
    DatabaseProbe(DatabaseSettings database, Path war) {
        this.database = database;
        this.war = war;
    }

    /** Returns when a connection could be made; one that is refused is tried again as long as the settings say. */
    void await() throws StartException, IOException, InterruptedException {
        if (!database.isRemote()) {
            return;
        }
        Path jar = extractDriver();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Driver driver = Class.forName(DRIVER, true, loader)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            await(driver, Instant.now().plus(database.patience()));
        } catch (ReflectiveOperationException e) {
            throw new IOException(war + " is incomplete: its database driver cannot be loaded", e);
        }
    }

    private void await(Driver driver, Instant end) throws StartException, InterruptedException {
        for (boolean said = false; ; said = true) {
            try {
                @Nullable Connection connection = driver.connect(database.url(), properties());
                if (connection == null) {
                    throw new StartException(DatabaseSettings.malformed());
                }
                try (connection) {
                    warnOfSmallPackets(connection);
                }
                return;
            } catch (SQLException e) {
                if (isMalformed(driver)) {
                    throw new StartException(DatabaseSettings.malformed());
                }
                if (isRefusal(e) || Instant.now().isAfter(end)) {
                    throw new StartException("the database " + database.place() + " cannot be used: " + reason(e)
                            + "; check FLIPSIDE_DB_URL, FLIPSIDE_DB_USER and FLIPSIDE_DB_PASSWORD");
                }
                if (!said) {
                    System.err.println(
                            "flipside-server: waiting for the database " + database.place() + ": " + reason(e));
                }
                Thread.sleep(AGAIN_MS);
            }
        }
    }

    /** Then the driver's own message repeats parts of the URL. */
    private boolean isMalformed(Driver driver) {
        try {
            return !driver.acceptsURL(database.url())
                    || driver.getPropertyInfo(database.url(), new Properties()).length == 0;
        } catch (SQLException | RuntimeException e) {
            return true;
        }
    }

    /** A larger body is answered with 413 then; the start is the moment at which somebody looks. */
    private static void warnOfSmallPackets(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@max_allowed_packet")) {
            if (row.next() && row.getLong(1) < LEAST_PACKET) {
                System.err.println("flipside-server: WARNING: the database's max_allowed_packet is " + row.getLong(1)
                        + ": larger logs and inventories of devices are refused; set it to " + LEAST_PACKET
                        + " or more");
            }
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", Long.toString(LIMIT.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(LIMIT.toMillis()));
        return properties;
    }

    /** A database that answers and refuses will do so in a minute, too. */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return !state.startsWith("08");
    }

    /** The innermost cause says what is wrong, in one line; what is around it says that something is. */
    private static String reason(SQLException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason is given");
    }

    private Path extractDriver() throws IOException {
        Path jar = war.resolveSibling("database-driver.jar");
        try (ZipFile zip = new ZipFile(war.toFile())) {
            String driver = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(DRIVER_JAR))
                    .findFirst()
                    .orElseThrow(() -> new IOException(war + " is incomplete: it has no " + DRIVER_JAR + "*.jar"));
            PayaraFolder.extract(zip, driver, jar);
        }
        return jar;
    }
}
