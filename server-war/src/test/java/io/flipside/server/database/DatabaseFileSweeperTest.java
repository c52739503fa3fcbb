// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileSweeperTest {
    private static final int ROWS = 3_000;

    @TempDir
    Path folder;

    @Test
    void givesBackWhatDeletedRowsTook() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:" + folder.resolve("rows") + ";WRITE_DELAY=0", "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table log(id int primary key, line varchar(100000))");
            insert(connection);
            statement.execute("delete from log where id > 0");
            // H2 keeps the versions before the last few changes, in case that somebody reads them.
            for (int i = 0; i < 5; i++) {
                statement.execute("update log set line = '" + i + "'");
            }
            assertThat(size()).isGreaterThan(60 << 20);

            new DatabaseFileSweeper()
                    .sweep(DatabaseFileSweeper.embedded(connection).orElseThrow());

            assertThat(size()).isLessThan(8 << 20);
            assertThat(statement.executeQuery("select id from log where id = 0").next())
                    .isTrue();
        }
    }

    /** Each in a transaction of its own, as requests do. */
    private static void insert(Connection connection) throws Exception {
        try (PreparedStatement row = connection.prepareStatement("insert into log values(?, repeat('x', 2000))")) {
            for (int i = 0; i < ROWS; i++) {
                row.setInt(1, i);
                row.executeUpdate();
            }
        }
    }

    private long size() throws Exception {
        return Files.size(folder.resolve("rows.mv.db"));
    }
}
