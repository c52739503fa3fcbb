// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A migration may be cut off after any statement, and then runs again from its first. So each statement must be one of
 * those whose repetition {@link ResumableDataSource} recognises, or which change nothing when they are repeated. Whoever
 * needs another one adds its form here, if that is so, or splits it into such.
 */
class SchemaTextsTest {
    private static final List<Pattern> REPEATABLE = List.of(
            form("create table \\w+ \\(.*"),
            form("create (unique )?index \\w+ on \\w+ \\(.*"),
            form("drop index \\w+( on \\w+)?"),
            form("alter table \\w+ add column [^,]+"),
            form("alter table \\w+ modify [^,]+(, modify [^,]+)*"),
            form("alter table \\w+ alter column \\w+ drop not null"),
            form("alter table \\w+ add constraint \\w+ foreign key [^,]+"),
            form("delete from \\w+ where \\w+ not in \\(select \\w+ from \\w+\\)"),
            // That it changes nothing when it is repeated is for its author to see.
            form("update \\w+ set .*"));

    private static Pattern form(String expression) {
        return Pattern.compile(expression, Pattern.DOTALL);
    }

    static Stream<Path> texts() throws IOException, URISyntaxException {
        Path folder = Path.of(SchemaMigration.class.getResource("/db/schema").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyStatementMayBeRepeated(Path text) throws IOException {
        String statements = Files.readString(text)
                .replaceAll("(?m)^--.*$", "")
                .replaceAll("\\$\\{(h2|mysql)}", "")
                .strip();
        assertThat(statements.split("\\s*;\\s*"))
                .allSatisfy(statement -> assertThat(REPEATABLE).as(statement).anyMatch(form -> form.matcher(statement)
                        .matches()));
    }
}
