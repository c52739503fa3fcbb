// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.support.config.ConfigurationProblem;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class InstalledSchemasTest {
    @TempDir
    Path directory;

    private int state = Bundle.ACTIVE;
    private List<String> entries = List.of("OSGI-INF/metatype/one.xml");
    private final InstalledSchemas schemas = new InstalledSchemas();
    private final Bundle bundle = (Bundle) Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getBundleId" -> 7L;
                case "getState" -> state;
                case "getEntryPaths" -> Collections.enumeration(entries);
                case "getEntry" -> file().toUri().toURL();
                case "toString" -> "one";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private Path file() {
        return directory.resolve("one.xml");
    }

    @BeforeEach
    void install() throws IOException {
        declare("key");
        assertThat(problems()).isEmpty();
    }

    /** What is declared reads a key of the section io.flipside.one. */
    private void declare(String key) throws IOException {
        Files.writeString(
                file(),
                """
                <MetaData><OCD id="one" name="one"><AD id="%s" type="String" default=""/></OCD>
                <Designate pid="io.flipside.one"><Object ocdref="one"/></Designate></MetaData>
                """
                        .formatted(key));
    }

    private List<ConfigurationProblem> problems() {
        return schemas.checker(bundle).check("io.flipside.one", Map.of("key", "value"));
    }

    @Test
    void whatABundleDeclaredCountsWhileItIsBeingReplaced() throws IOException {
        Files.delete(file());
        schemas.updated(bundle);

        assertThat(problems()).isEmpty();
        assertThat(problems()).as("asked once more").isEmpty();
    }

    @Test
    void whatABundleDeclaresAfterItsUpdateCountsThoughItCouldNotBeReadMeanwhile() throws IOException {
        Files.delete(file());
        schemas.updated(bundle);
        assertThat(problems()).isEmpty();
        declare("other");

        assertThat(problems()).hasSize(1);
    }

    /** As Felix shows a bundle that is being refreshed. */
    @Test
    void anUnresolvedBundleWithoutContentIsReadAgainOnceItIsResolved() throws IOException {
        state = Bundle.INSTALLED;
        entries = List.of();
        schemas.updated(bundle);
        assertThat(problems()).isEmpty();
        state = Bundle.RESOLVED;
        entries = List.of("OSGI-INF/metatype/one.xml");
        declare("other");

        assertThat(problems()).hasSize(1);
    }

    @Test
    void aBundleIsReadOnlyAfterItsUpdate() throws IOException {
        declare("other");
        assertThat(problems()).isEmpty();
        schemas.updated(bundle);

        assertThat(problems()).hasSize(1);
    }

    @Test
    void aBundleThatCanNeverBeReadDeclaresNothing() throws IOException {
        Files.delete(file());
        InstalledSchemas fresh = new InstalledSchemas();

        assertThat(fresh.checker(bundle).check("io.flipside.one", Map.of("key", "value")))
                .hasSize(1);
    }
}
