// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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
    private static final Pattern MYSQL_FORM = Pattern.compile("jdbc:mysql:([a-z]+:)?//[^?#]+(\\?.*)?");
    private static final String MYSQL_DRIVER = "com.mysql.cj.jdbc.MysqlDataSource";
    private static final Set<String> DRIVERS = Set.of(MYSQL_DRIVER, "org.h2.jdbcx.JdbcDataSource");
    private static final String HOST = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?";
    private static final Pattern PLACE = Pattern.compile(HOST + "(," + HOST + ")*(/[A-Za-z0-9_$.-]*)?");

    /** Else the driver offers the application server's own key store as a client's certificate, which no database accepts. */
    private static final String NO_KEY_STORE = "fallbackToSystemKeyStore";

    static DatabaseSettings of(Map<String, String> environment) throws ServerOptions.Mistake {
        String url = environment.getOrDefault(URL, "").strip();
        Map<String, String> more = new HashMap<>();
        requireKnownDriver(environment.getOrDefault(CLASS, "").strip());
        if (url.startsWith(MYSQL)) {
            requireForm(url);
            url = url.contains(NO_KEY_STORE) ? url : url + (url.contains("?") ? "&" : "?") + NO_KEY_STORE + "=false";
            more.put(URL, url);
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

    /** Both are found by the URL; another was never in the WAR. */
    private static void requireKnownDriver(String name) throws ServerOptions.Mistake {
        if (!name.isEmpty() && !DRIVERS.contains(name)) {
            throw new ServerOptions.Mistake(
                    CLASS + " names a driver that is not there; leave it out, " + URL + " tells which is used");
        }
    }

    private static void requireForm(String url) throws ServerOptions.Mistake {
        if (!MYSQL_FORM.matcher(url).matches()) {
            throw new ServerOptions.Mistake(malformed());
        }
    }

    /** It is not repeated, because what stands where in it nobody knows. */
    static String malformed() {
        return URL + " cannot be understood; it looks like jdbc:mysql://HOST:3306/NAME?OPTION=VALUE,"
                + " with FLIPSIDE_DB_USER and FLIPSIDE_DB_PASSWORD beside it";
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

    /**
     * Where it is, without options, which may contain a password, and without a user before the host, whose password may
     * contain anything. Where it cannot be told what is what, nothing is shown.
     */
    String place() {
        int start = url.indexOf("//") + 2;
        int at = url.lastIndexOf('@');
        int options = url.indexOf('?');
        if (start < 2 || (at >= 0 && options >= 0 && options < at)) {
            return MYSQL + "…";
        }
        String host = url.substring(Math.max(start, at + 1), options < 0 ? url.length() : options);
        return PLACE.matcher(host).matches() ? url.substring(0, start) + host : MYSQL + "…";
    }

    @Override
    public String toString() {
        return place();
    }
}
