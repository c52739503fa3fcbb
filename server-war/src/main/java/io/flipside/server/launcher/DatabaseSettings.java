// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds which database the environment names, completed by what its driver needs.
 *
 * @param url empty: H2 below the data directory
 * @param environment what the server's process gets in addition
 * @param patience how long an unreachable database is waited for
 */
record DatabaseSettings(String url, String user, String password, Duration patience, Map<String, String> environment) {
    private static final String URL = "FLIPSIDE_DB_URL";
    private static final String CLASS = "FLIPSIDE_DB_DATASOURCE_CLASS";
    private static final String PATIENCE = "FLIPSIDE_DB_WAIT_SECONDS";
    private static final String MYSQL = "jdbc:mysql:";

    /** Else the driver offers the application server's own key store as a client's certificate, which no database accepts. */
    private static final String NO_KEY_STORE = "fallbackToSystemKeyStore";

    static DatabaseSettings of(Map<String, String> environment) throws ServerOptions.Mistake {
        String url = environment.getOrDefault(URL, "").strip();
        Map<String, String> more = new HashMap<>();
        if (url.startsWith(MYSQL)) {
            url = url.contains(NO_KEY_STORE) ? url : url + (url.contains("?") ? "&" : "?") + NO_KEY_STORE + "=false";
            more.put(URL, url);
            if (environment.getOrDefault(CLASS, "").isBlank()) {
                more.put(CLASS, "com.mysql.cj.jdbc.MysqlDataSource");
            }
        } else if (!url.isEmpty() && !url.startsWith("jdbc:h2:")) {
            throw new ServerOptions.Mistake(
                    URL + " begins with " + scheme(url) + "; it must be jdbc:mysql: (for MariaDB, too) or jdbc:h2:");
        }
        return new DatabaseSettings(
                url,
                environment.getOrDefault("FLIPSIDE_DB_USER", ""),
                environment.getOrDefault("FLIPSIDE_DB_PASSWORD", ""),
                patience(environment.getOrDefault(PATIENCE, "0")),
                Map.copyOf(more));
    }

    private static Duration patience(String text) throws ServerOptions.Mistake {
        if (!text.matches("[0-9]{1,5}")) {
            throw new ServerOptions.Mistake(PATIENCE + " needs a number from 0 to 99999, not '" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** No more of it, because a password may stand in the rest. */
    private static String scheme(String url) {
        String[] parts = url.split(":", 3);
        return parts.length > 1 ? parts[0] + ":" + parts[1] + ":" : "something else";
    }

    boolean isRemote() {
        return url.startsWith(MYSQL);
    }

    /** Where it is, without options, which may contain a password, and without a user before the host. */
    String place() {
        return url.replaceFirst("[?].*", "").replaceFirst("//[^/]*@", "//");
    }

    @Override
    public String toString() {
        return place();
    }
}
