// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.Checkpoint;
import io.flipside.artifact.PayloadFile;
import io.flipside.device.payload.Action;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadFiles;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.Traits;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Verdict;
import io.flipside.device.update.internal.testing.MenderFile;
import io.flipside.device.update.internal.testing.PowerCut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails in the midst of a download whose handler knows how to go on. */
class GoesOnTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private final byte[] image = new byte[8 * MIB + 100];
    private final Keeper keeper = new Keeper();
    private Rig rig;
    private MenderFile release;

    @BeforeEach
    void device() throws IOException {
        new Random(1).nextBytes(image);
        release = MenderFile.named(Rig.NEW).file("image", image);
        rig = new Rig(directory);
        rig.nextHandler = keeper;
        rig.boot();
    }

    /** Keeps a file in memory, and in its work directory how to go on; the power is cut after 6 MiB. */
    private final class Keeper implements PayloadHandler {
        private byte[] kept = new byte[0];
        private int calls;
        private int resumed;
        private boolean damaged;

        @Override
        public Traits traits() {
            return new Traits(true, false);
        }

        @Override
        public void download(PayloadContext context, PayloadFiles files) throws IOException {
            calls++;
            Path note = context.workDirectory().resolve("note");
            PayloadFile file = files.next().orElseThrow();
            if (Files.exists(note)) {
                resumed++;
                kept[MIB] ^= (byte) (damaged ? 1 : 0);
                Checkpoint from = Checkpoint.parse(Files.readString(note)).orElseThrow();
                file.resume(from, new ByteArrayInputStream(kept, 0, (int) from.fileOffset()));
                file.content().readAllBytes();
            } else if (calls == 1) {
                kept = file.content().readNBytes(6 * MIB);
                Files.writeString(note, file.checkpoint().orElseThrow().text());
                throw new PowerCut("in the midst of a download");
            } else {
                kept = file.content().readAllBytes();
            }
        }

        @Override
        public void perform(Action action, PayloadContext context) {}
    }

    @Test
    void onlyTheRestIsFetched() throws Exception {
        rig.update(release);

        assertThat(rig.verdict()).contains(Verdict.SUCCESS);
        assertThat(keeper.resumed).isEqualTo(1);
        assertThat(rig.source.fetched()).isLessThan(2 * MIB + MIB / 2);
        assertThat(rig.log())
                .anyMatch(
                        line -> line.matches("the download goes on at byte 629[0-9]{4} of 839[0-9]{4}: 6291456 bytes of"
                                + " image are written already"));
        UpdateStatus.Progress last = rig.seen.stream()
                .filter(status -> status.phase() == Phase.DOWNLOAD)
                .reduce((first, second) -> second)
                .orElseThrow()
                .progress();
        assertThat(last.done()).isEqualTo(last.total());
    }

    @Test
    void whatWasLeftIsThrownAwayIfItIsWrong() throws Exception {
        keeper.damaged = true;

        rig.update(release);

        assertThat(rig.verdict()).contains(Verdict.SUCCESS);
        assertThat(keeper.kept).isEqualTo(image);
        assertThat(keeper.calls)
                .as("the cut one, the resumed one, the fresh one")
                .isEqualTo(3);
        assertThat(rig.log())
                .filteredOn(line -> line.contains("could not go on in the middle, and begins again"))
                .hasSize(1)
                .allMatch(line -> line.contains("but the manifest promises"));
    }

    @Test
    void anArtifactThatIsWrongItselfIsRefusedAllTheSame() throws Exception {
        rig.update(release.damaged());

        assertThat(rig.verdict()).contains(Verdict.FAILURE);
        assertThat(rig.message()).contains("but the manifest promises");
        assertThat(keeper.calls).isEqualTo(3);
    }
}
