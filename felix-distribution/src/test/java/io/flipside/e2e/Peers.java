// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that a test needs. */
final class Peers {
    private Peers() {}

    /** Skips the test where a program is missing; in CI, where nothing may be missing, fails it. */
    static void need(String program, String debianPackage) {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!there) {
            String what = program + " is missing: apt-get install " + debianPackage;
            if ("true".equals(System.getenv("CI"))) {
                fail(what);
            }
            Assumptions.abort(what);
        }
    }
}
