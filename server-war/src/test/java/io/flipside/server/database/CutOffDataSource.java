// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Lets each start come one statement further than the one before: at the next that changes the schema, the server is
 * killed, or the database refuses.
 */
final class CutOffDataSource {
    private static final Pattern CHANGE = Pattern.compile("(?is)\\s*(create|alter|drop) (?!.*flyway_schema_history).*");

    private final boolean killed;
    private final Set<String> passed = new HashSet<>();
    private boolean further;
    private boolean cutOff;

    CutOffDataSource(boolean killed) {
        this.killed = killed;
    }

    /** How many statements came through so far. */
    int passed() {
        return passed.size();
    }

    /** Takes the place of the end of a process: nothing that handles exceptions sees it. */
    private static final class Killed extends ThreadDeath {}

    /** Migrates through this source; tells whether it was cut off. */
    boolean cutsOff(DataSource database) {
        further = false;
        cutOff = false;
        try {
            new SchemaMigration(wrapped(DataSource.class, database)).migrate();
        } catch (Killed | RuntimeException e) {
            if (!cutOff) {
                throw e;
            }
        }
        return cutOff;
    }

    private <T> T wrapped(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                CutOffDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invoke(target, method, arguments)));
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("execute")
                && CHANGE.matcher((String) arguments[0]).matches()
                && passed.add((String) arguments[0])) {
            if (further) {
                passed.remove(arguments[0]);
                cutOff = true;
                if (killed) {
                    throw new Killed();
                }
                throw new SQLException("the disk is full");
            }
            further = true;
        }
        try {
            Object result = method.invoke(target, arguments);
            boolean wrap = method.getReturnType() == Connection.class || method.getReturnType() == Statement.class;
            return wrap ? wrapped(method.getReturnType(), result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
