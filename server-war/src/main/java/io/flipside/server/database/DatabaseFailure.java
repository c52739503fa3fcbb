// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is not reachable, or has no disk to write to, from a mistake of ours. */
public final class DatabaseFailure {
    /** What a client is told. */
    public static final String ANSWER = "the database is not reachable now; try again later";

    /** What a client is told whose data make a statement that the database does not take. */
    public static final String TOO_LARGE =
            "the database takes no statement of this size (its max_allowed_packet); send less, or let its operator raise it";

    /** MySQL and MariaDB, when the driver has not noticed it before. */
    private static final int PACKET_TOO_LARGE = 1153;

    /** The class of SQL states that says "connection exception". */
    private static final String CONNECTION = "08";

    /** H2: connection broken, database closed, the same while it shuts down. */
    private static final Set<Integer> H2_GONE = Set.of(90067, 90098, 90121);

    private DatabaseFailure() {}

    /** Whether this problem was caused by a connection that could not be had, or was lost, or by the database's disk. */
    public static boolean isUnreachable(Throwable problem) {
        boolean database = false;
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            // What the pool throws that cannot make a connection.
            if (cause instanceof ResourceException || (cause instanceof SQLException sql && lost(sql))) {
                return true;
            }
            database |= cause instanceof SQLException;
            if (database && cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** What lies at the bottom of a problem, in one line. */
    public static String reason(Throwable problem) {
        Throwable deepest = problem;
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return String.valueOf(deepest.getMessage());
    }

    /** Whether a statement was larger than the database is set up to take. */
    public static boolean isTooLarge(Throwable problem) {
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof PacketTooBigException
                    || (cause instanceof SQLException sql && sql.getErrorCode() == PACKET_TOO_LARGE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lost(SQLException problem) {
        @Nullable String state = problem.getSQLState();
        return problem instanceof SQLTransientConnectionException
                || problem instanceof SQLNonTransientConnectionException
                || problem instanceof SQLRecoverableException
                || H2_GONE.contains(problem.getErrorCode())
                || (state != null && state.startsWith(CONNECTION));
    }
}
