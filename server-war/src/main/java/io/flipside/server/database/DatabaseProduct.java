// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** Enumerates the supported database products, with their values for the placeholders of the migration scripts. */
enum DatabaseProduct {
    H2("", "\"", -2_043_912_576),
    /** MariaDB 10.2 and newer: the one product whose exact collations have "nopad" in their name. */
    MARIADB("utf8mb4_nopad_bin", "`", 1_154_091_521),
    /** MySQL 8: all of its 0900 collations compare without padding, this one also byte by byte. */
    MYSQL("utf8mb4_0900_bin", "`", 1_154_091_521);

    private static final String ASCII = " character set ascii collate ascii_bin";

    private final String exactCollation;
    private final String quote;
    private final int firstChecksumOf010;

    DatabaseProduct(String exactCollation, String quote, int firstChecksumOf010) {
        this.exactCollation = exactCollation;
        this.quote = quote;
        this.firstChecksumOf010 = firstChecksumOf010;
    }

    static DatabaseProduct of(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String product = about.getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("h2")) {
            return H2;
        }
        // Through MySQL's driver, MariaDB calls itself MySQL and says what it is only in its version.
        String version = product + " " + about.getDatabaseProductVersion().toLowerCase(Locale.ROOT);
        return version.contains("mariadb") ? MARIADB : MYSQL;
    }

    /** The text that each placeholder of a migration stands for. */
    Map<String, String> placeholders() {
        boolean h2 = this == H2;
        return Map.of(
                "id", "varchar(36)" + (h2 ? "" : ASCII),
                "digest", "char(64)" + (h2 ? "" : ASCII),
                "text", h2 ? "varchar(4000000)" : "mediumtext",
                "table", h2 ? "" : " engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin",
                "exact", h2 ? "" : "character set utf8mb4 collate " + exactCollation,
                "h2", h2 ? "" : "-- ",
                "mysql", h2 ? "-- " : "");
    }

    /** Asks for the time in microseconds since the epoch, whatever the time zones of database and session are. */
    String timeQuery() {
        return this == H2
                ? "select cast(extract(epoch from current_timestamp) * 1000000 as bigint)"
                : "select timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(6))";
    }

    String quoted(String name) {
        return quote + name + quote;
    }

    /** The checksum of the first migration as 0.1.0 recorded it, when each product had a text of its own. */
    int firstChecksumOf010() {
        return firstChecksumOf010;
    }
}
