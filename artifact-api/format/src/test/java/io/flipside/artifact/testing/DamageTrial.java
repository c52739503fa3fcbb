// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.testing;

import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.keys.PemKeys;
import io.flipside.artifact.model.ArtifactException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Main class: damages an artifact in every way and reads it. Whatever is accepted must mean the same as the original.
 * Arguments: artifact, public key file, distance between the bytes to flip.
 */
public final class DamageTrial {
    private final byte[] bytes;
    private final ReadOptions options;
    private final Contents original;
    private int refused;
    private int harmless;

    private DamageTrial(byte[] bytes, ReadOptions options) throws IOException {
        this.bytes = bytes;
        this.options = options;
        this.original = Contents.of(bytes, options);
    }

    public static void main(String[] arguments) throws IOException {
        ReadOptions options = new ReadOptions(PemKeys.publicKeys(Files.readString(Path.of(arguments[1]))));
        DamageTrial trial = new DamageTrial(Files.readAllBytes(Path.of(arguments[0])), options);
        int step = Integer.parseInt(arguments[2]);
        trial.truncate();
        trial.flip(step);
        System.out.println("refused " + trial.refused + ", harmless " + trial.harmless);
    }

    private void truncate() throws IOException {
        for (int length = 0; length < bytes.length; length += 512) {
            if (accepts(Arrays.copyOf(bytes, length))) {
                throw new IllegalStateException("cut at byte " + length + ", and accepted");
            }
        }
    }

    private void flip(int step) throws IOException {
        for (int at = 0; at < bytes.length; at += step) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << (at * 7 % 8));
            if (accepts(damaged)) {
                harmless++;
            } else {
                refused++;
            }
        }
    }

    /** Whether it is accepted; anything but a refusal or the original content ends the trial. */
    private boolean accepts(byte[] damaged) throws IOException {
        try {
            Contents contents = Contents.of(damaged, options);
            if (!contents.equals(original)) {
                throw new IllegalStateException("accepted with other content: " + contents);
            }
            return true;
        } catch (ArtifactException e) {
            return false;
        }
    }
}
