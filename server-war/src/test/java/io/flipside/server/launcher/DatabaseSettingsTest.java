// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
    private static DatabaseSettings of(String url) throws ServerOptions.Mistake {
        return DatabaseSettings.of(Map.of("FLIPSIDE_DB_URL", url));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/flipside, jdbc:mysql://db/flipside?fallbackToSystemKeyStore=false",
        "jdbc:mysql://db/flipside?sslMode=REQUIRED,"
                + " jdbc:mysql://db/flipside?sslMode=REQUIRED&fallbackToSystemKeyStore=false",
        "jdbc:mysql://db/flipside?fallbackToSystemKeyStore=true, jdbc:mysql://db/flipside?fallbackToSystemKeyStore=true"
    })
    void offersNoKeyStoreToADatabaseUnlessTold(String url, String used) throws ServerOptions.Mistake {
        assertThat(of(url).environment()).containsEntry("FLIPSIDE_DB_URL", used);
    }

    @Test
    void refusesADriverThatIsNotThere() throws ServerOptions.Mistake {
        assertThat(withDriver("com.mysql.cj.jdbc.MysqlDataSource").isRemote())
                .as("of an older configuration")
                .isTrue();
        assertThatThrownBy(() -> withDriver("com.example.Own"))
                .isInstanceOf(ServerOptions.Mistake.class)
                .hasMessageContaining("FLIPSIDE_DB_DATASOURCE_CLASS");
    }

    private static DatabaseSettings withDriver(String name) throws ServerOptions.Mistake {
        return DatabaseSettings.of(
                Map.of("FLIPSIDE_DB_URL", "jdbc:mysql://db/flipside", "FLIPSIDE_DB_DATASOURCE_CLASS", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql:foo", "jdbc:mysql:", "jdbc:mysql://", "jdbc:mysql:/secret", "jdbc:mysql://#secret"})
    void refusesWhatCannotBeUnderstoodWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(ServerOptions.Mistake.class)
                .hasMessageStartingWith("FLIPSIDE_DB_URL cannot be understood")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/flipside, jdbc:mysql://db/flipside",
        "jdbc:mysql://root:secret@db:3307/flipside, jdbc:mysql://db:3307/flipside",
        "jdbc:mysql://root:se/secret@[::1]:3307/x, jdbc:mysql://[::1]:3307/x",
        "jdbc:mysql://root:se@secret@db/x, jdbc:mysql://db/x",
        "jdbc:mysql://root:se?secret@db/x, jdbc:mysql:…",
        "jdbc:mysql://db/x?password=se@secret, jdbc:mysql:…",
        "'jdbc:mysql://(host=db,password=secret)/x', jdbc:mysql:…",
        "jdbc:mysql://root:secret/db, jdbc:mysql:…",
        "jdbc:mysql:replication://a:secret@a&b@c/x, jdbc:mysql:replication://c/x"
    })
    void namesItsPlaceWithoutPasswords(String url, String place) throws ServerOptions.Mistake {
        assertThat(of(url).place()).isEqualTo(place).doesNotContain("secret");
    }

    @Test
    void refusesAUrlOfAnotherProductWithoutRepeatingItsPassword() {
        assertThatThrownBy(() -> of("jdbc:mariadb://root:secret@db/flipside"))
                .isInstanceOf(ServerOptions.Mistake.class)
                .hasMessageContaining("jdbc:mariadb:")
                .hasMessageContaining("jdbc:mysql:")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAPatienceThatIsNoNumber() {
        assertThatThrownBy(() -> DatabaseSettings.of(Map.of("FLIPSIDE_DB_WAIT_SECONDS", "long")))
                .isInstanceOf(ServerOptions.Mistake.class)
                .hasMessageContaining("FLIPSIDE_DB_WAIT_SECONDS")
                .hasMessageContaining("'long'");
    }
}
