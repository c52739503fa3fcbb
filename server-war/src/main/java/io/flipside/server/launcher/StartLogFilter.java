// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Drops what Payara says at every start, and what nobody can do anything about: it unregisters the database drivers of the
 * class loader with which it looks at the WAR, and warns of having done so; it loads applications and keeps no sessions, at a
 * level that it sets itself. Named in the logging configuration of the server.
 */
public final class StartLogFilter implements Filter {
    private static final String WEB = "jakarta.enterprise.web";
    private static final String LOADER = WEB + ".util";
    private static final String UNREGISTERED = "but failed to unregister it when the web application was stopped";

    private final Formatter formatter = new SimpleFormatter();

    @Override
    public boolean isLoggable(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        boolean unregistered =
                logger.equals(LOADER) && formatter.formatMessage(record).contains(UNREGISTERED);
        boolean usual = logger.equals(WEB) && record.getLevel().intValue() < Level.WARNING.intValue();
        return !unregistered && !usual;
    }
}
