// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void knowsTheDriverByTheUrl() throws ServerOptions.Mistake {
        assertThat(of("jdbc:mysql://db/flipside").environment())
                .containsEntry("FLIPSIDE_DB_DATASOURCE_CLASS", "com.mysql.cj.jdbc.MysqlDataSource");
    }

    @Test
    void keepsADriverThatIsNamed() throws ServerOptions.Mistake {
        DatabaseSettings settings = DatabaseSettings.of(Map.of(
                "FLIPSIDE_DB_URL", "jdbc:mysql://db/flipside", "FLIPSIDE_DB_DATASOURCE_CLASS", "com.example.Own"));
        assertThat(settings.environment()).doesNotContainKey("FLIPSIDE_DB_DATASOURCE_CLASS");
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
    void namesItsPlaceWithoutPasswords() throws ServerOptions.Mistake {
        assertThat(of("jdbc:mysql://root:secret@db:3307/flipside?password=secret")
                        .place())
                .isEqualTo("jdbc:mysql://db:3307/flipside");
    }

    @Test
    void refusesAPatienceThatIsNoNumber() {
        assertThatThrownBy(() -> DatabaseSettings.of(Map.of("FLIPSIDE_DB_WAIT_SECONDS", "long")))
                .isInstanceOf(ServerOptions.Mistake.class)
                .hasMessageContaining("FLIPSIDE_DB_WAIT_SECONDS")
                .hasMessageContaining("'long'");
    }
}
