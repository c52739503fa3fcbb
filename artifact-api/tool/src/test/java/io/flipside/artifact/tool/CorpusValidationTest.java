// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.corpus.Case;
import io.flipside.artifact.tool.corpus.Corpus;
import io.flipside.artifact.tool.testing.OurTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our validate gives the verdicts of the corpus; MenderArtifactCorpusIT shows that mender-artifact gives its own. */
class CorpusValidationTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void prepare() throws IOException {
        Corpus.writeVerificationKey(directory.resolve("key.pub"));
    }

    static List<Case> cases() {
        return Corpus.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void weGiveThisVerdict(Case artifact) throws IOException {
        var file = Files.write(directory.resolve("a.mender"), artifact.bytes());
        var outcome = artifact.key()
                ? new OurTool().run("validate", "-k", directory.resolve("key.pub"), file)
                : new OurTool().run("validate", file);
        assertThat(outcome.exitCode()).as("%s: %s", artifact, outcome.err()).isEqualTo(artifact.weAccept() ? 0 : 4);
    }

    @Test
    void everyDifferenceHasAReason() {
        assertThat(cases())
                .filteredOn(artifact -> artifact.weAccept() != artifact.realAccepts())
                .extracting(Case::reason)
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }
}
