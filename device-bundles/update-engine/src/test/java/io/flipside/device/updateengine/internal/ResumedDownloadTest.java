// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.HandlerWithoutReboot;
import io.flipside.device.updateengine.internal.testing.MenderFile;
import io.flipside.device.updateengine.internal.testing.PowerCut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails in the midst of a download whose handler knows how to go on. */
class ResumedDownloadTest {
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

    /** Keeps a file in memory, and in its work directory how to go on; the power is cut after 6 MiB, or as told. */
    private final class Keeper implements HandlerWithoutReboot {
        private byte[] kept = new byte[0];
        private int cuts = 1;
        private int portion = 6 * MIB;
        private Runnable whenResumed = () -> {};
        private int calls;
        private int resumed;
        private int readBack;
        private boolean damaged;

        @Override
        public void download(PayloadContext context, IncomingPayloadFiles files) throws IOException {
            calls++;
            Path note = context.workDirectory().resolve("note");
            PayloadFile file = files.next().orElseThrow();
            int start = 0;
            if (Files.exists(note)) {
                resumed++;
                whenResumed.run();
                kept[damaged ? MIB / 2 : 0] ^= (byte) (damaged ? 1 : 0);
                Checkpoint from = Checkpoint.parse(Files.readString(note)).orElseThrow();
                start = (int) from.fileOffset();
                InputStream written = new ByteArrayInputStream(kept, 0, start);
                try {
                    file.resume(from, written);
                } finally {
                    readBack = start - written.available();
                }
            }
            boolean cut = calls <= cuts;
            keep(start, file.content().readNBytes(cut ? portion : image.length + 1));
            if (cut) {
                Files.writeString(note, file.checkpoint().orElseThrow().text());
                throw new PowerCut("in the midst of a download");
            }
        }

        private void keep(int start, byte[] more) {
            kept = Arrays.copyOf(kept, start + more.length);
            System.arraycopy(more, 0, kept, start, more.length);
        }

        @Override
        public void perform(PayloadAction action, PayloadContext context) {}
    }

    @Test
    void onlyTheRestIsFetched() throws Exception {
        rig.update(release);

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
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

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
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

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("but the manifest promises");
        assertThat(keeper.calls).isEqualTo(3);
    }

    /** A device gives up a download that was cut off three times, here: see the rig. */
    @Test
    void powerCutsBetweenWhichItGetsOnAreNotCounted() throws Exception {
        keeper.cuts = 8;
        keeper.portion = MIB + 100;

        rig.update(release);

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(keeper.kept).isEqualTo(image);
        assertThat(keeper.resumed).isEqualTo(8);
    }

    @Test
    void powerCutsBetweenWhichItDoesNotGetOnAreCounted() throws Exception {
        keeper.cuts = Integer.MAX_VALUE;
        keeper.portion = 100;

        rig.update(release);

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("the download was cut off 3 times");
        assertThat(keeper.calls)
                .as("the first, and three that begin at the same place")
                .isEqualTo(4);
    }

    @Test
    void aSourceThatBreaksAfterItHasGoneOnEndsTheUpdateAsEver() throws Exception {
        keeper.whenResumed = () -> rig.source.breaksAt(7 * MIB);

        rig.update(release);

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("given up at byte 7");
        assertThat(keeper.calls).as("the cut one, the resumed one").isEqualTo(2);
    }

    @Test
    void anAbortEndsReadingBackWhatIsWritten() throws Exception {
        keeper.whenResumed = () ->
                assertThat(rig.engine().abort(rig.status().id(), "not wanted")).isTrue();

        rig.update(release);

        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains("not wanted");
        assertThat(keeper.readBack).isZero();
    }

    /** It may not be able to do that at all. */
    @Test
    void aSourceThatDoesNotGoOnIsAskedForEverything() throws Exception {
        keeper.whenResumed = () -> rig.source.breaksAt(0);

        rig.update(release);

        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
        assertThat(keeper.kept).isEqualTo(image);
        assertThat(keeper.calls)
                .as("the cut one, the resumed one, the fresh one")
                .isEqualTo(3);
    }
}
