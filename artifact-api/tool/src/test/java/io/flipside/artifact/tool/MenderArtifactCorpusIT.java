// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.corpus.Case;
import io.flipside.artifact.tool.corpus.Corpus;
import io.flipside.artifact.tool.testing.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real mender-artifact gives the verdicts that the corpus says it gives. */
class MenderArtifactCorpusIT {
    private static Peer menderArtifact;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void prepare() throws IOException {
        menderArtifact = Peer.menderArtifact();
        Corpus.writeVerificationKey(directory.resolve("key.pub"));
    }

    static List<Case> cases() {
        return Corpus.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void menderArtifactGivesThisVerdict(Case artifact) throws IOException {
        var file = Files.write(directory.resolve("a.mender"), artifact.bytes());
        var outcome = artifact.key()
                ? menderArtifact.run("validate", "-k", directory.resolve("key.pub"), file)
                : menderArtifact.run("validate", file);
        assertThat(outcome.exitCode()).as("%s: %s", artifact, outcome.err()).isEqualTo(artifact.realAccepts() ? 0 : 4);
    }
}
