// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class StartLogFilterTest {
    private static boolean passes(String text) {
        return passes("jakarta.enterprise.web.util", Level.WARNING, text);
    }

    private static boolean passes(String logger, Level level, String text) {
        LogRecord record = new LogRecord(level, text);
        record.setLoggerName(logger);
        record.setParameters(new Object[] {"org.h2.Driver"});
        return new StartLogFilter().isLoggable(record);
    }

    @Test
    void aDriverThatPayaraUnregistersIsNoNews() {
        assertThat(passes("registered the JDBC driver [{0}] but failed to unregister it when the web application was"
                        + " stopped. To prevent a memory leak, ..."))
                .isFalse();
    }

    @Test
    void anythingElseOfTheSameLoggerIs() {
        assertThat(passes("something of [{0}]")).isTrue();
    }

    @Test
    void ofTheWebContainerWarningsAreNews() {
        assertThat(passes("jakarta.enterprise.web", Level.INFO, "Created virtual server {0}"))
                .isFalse();
        assertThat(passes("jakarta.enterprise.web", Level.WARNING, "something")).isTrue();
    }
}
