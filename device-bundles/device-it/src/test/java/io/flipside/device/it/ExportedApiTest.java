// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A changed exported package has a new version. What a package offered at its present version is in
 * {@code <module>/api/<package>.txt}.
 */
class ExportedApiTest {
    private static final String ACCEPT = "mvn test -pl device-bundles/device-it -am -Dflipside.api=accept"
            + " -Dtest=ExportedApiTest -Dsurefire.failIfNoSpecifiedTests=false";
    private static final Map<String, String> MODULES = Map.of(
            "flipside-artifact-model", "artifact-api/model",
            "flipside-artifact-format", "artifact-api/format",
            "flipside-device-api", "device-bundles/device-api");

    static Stream<Arguments> packages() {
        return MODULES.entrySet().stream()
                .flatMap(module -> BundleOnClassPath.named(module.getKey()).exports().entrySet().stream()
                        .map(export -> Arguments.of(export.getKey(), export.getValue(), module.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void aChangedPackageHasANewVersion(String name, String version, String module) throws IOException {
        Path file = Path.of(System.getProperty("flipside.root"), module, "api", name + ".txt");
        List<String> present = new ArrayList<>(List.of("version " + version));
        present.addAll(ExportedApi.of(name));
        List<String> recorded = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (present.equals(recorded)) {
            return;
        }
        if (!recorded.isEmpty() && recorded.get(0).equals(present.get(0))) {
            List<String> added = new ArrayList<>(present);
            added.removeAll(recorded);
            List<String> removed = new ArrayList<>(recorded);
            removed.removeAll(present);
            fail(
                    "%s has changed, but is still at version %s.%nNew: %s%nGone: %s%nRaise @Version in its package-info:"
                            + " the second number if users and implementors of the old version still work, else the"
                            + " first. Then run: %s",
                    name, version, added, removed, ACCEPT);
        }
        if (!"accept".equals(System.getProperty("flipside.api"))) {
            fail(
                    "%s is at version %s, which is not recorded yet. Run, and commit what it writes: %s",
                    name, version, ACCEPT);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, present);
        assertThat(Files.readAllLines(file)).isEqualTo(present);
    }
}
