// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a data source so that a migration that was cut off can run again from its first statement. No database undoes the
 * statements that change tables, so what they make may be there already: then they count as done. MySQL has no
 * {@code if not exists} for columns and indexes, therefore it is the errors that tell.
 */
final class ResumableDataSource {
    /**
     * A table, a column, an index or a foreign key is there already, or an index that is dropped is not: MySQL and MariaDB,
     * then H2.
     */
    private static final Set<Integer> DONE = Set.of(1050, 1060, 1061, 1091, 1826, 42101, 42121, 42111, 42112, 90045);

    /** MariaDB: a table cannot be made; of its reasons, this one is a foreign key of this name. */
    private static final int NOT_MADE = 1005;

    private static final String FOREIGN_KEY_IS_THERE = "errno: 121";

    private ResumableDataSource() {}

    static DataSource of(DataSource source) {
        return wrapped(DataSource.class, source);
    }

    private static <T> T wrapped(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                ResumableDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invoke(target, method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            @Nullable Object result = method.invoke(target, arguments);
            boolean wrap = method.getReturnType() == Connection.class || method.getReturnType() == Statement.class;
            return wrap && result != null ? wrapped(method.getReturnType(), result) : result;
        } catch (InvocationTargetException e) {
            if (method.getName().equals("execute") && e.getCause() instanceof SQLException problem && isDone(problem)) {
                return false;
            }
            throw e.getCause();
        }
    }

    private static boolean isDone(SQLException problem) {
        return DONE.contains(problem.getErrorCode())
                || (problem.getErrorCode() == NOT_MADE
                        && String.valueOf(problem.getMessage()).contains(FOREIGN_KEY_IS_THERE));
    }
}
