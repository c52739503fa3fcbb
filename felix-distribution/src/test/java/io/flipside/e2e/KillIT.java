// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts: the agent is killed at random moments of an update. A build makes a few of them; more, or the same ones again:
 * {@code -Dflipside.kills=50 -Dflipside.seed=N} on the command line of Maven.
 */
@ExtendWith(Managed.Server.class)
class KillIT {
    private static final long IMAGE = 6 * Lab.MIB;
    private static final int DEVICES = 4;
    private static final int KILLS = Integer.getInteger("flipside.kills", 12);
    private static final long SEED = Long.getLong("flipside.seed", System.nanoTime());

    @TempDir
    Path directory;

    private final Managed managed;
    private final Map<String, Integer> undone = new ConcurrentSkipListMap<>();

    KillIT(Managed managed) {
        this.managed = managed;
    }

    @Test
    void everyPowerCutEndsOnTheOldOrTheNewRelease() throws Exception {
        System.out.println("KillIT: -Dflipside.seed=" + SEED + ", " + KILLS + " kills");
        Path first = Lab.image(directory, VirtualRootImage.healthy("kill-a"), IMAGE);
        Path second = Lab.image(directory, VirtualRootImage.healthy("kill-b"), IMAGE);
        managed.api().upload(Lab.artifact(first, "kill-a"));
        managed.api().upload(Lab.artifact(second, "kill-b"));
        // Several devices at a time, because most of an update is waiting.
        ExecutorService pool = Executors.newFixedThreadPool(DEVICES);
        try {
            List<Callable<Void>> devices = IntStream.range(0, DEVICES)
                    .mapToObj(number -> (Callable<Void>) () -> device(number, first))
                    .toList();
            for (Future<Void> ended : pool.invokeAll(devices)) {
                ended.get();
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.println("KillIT: "
                + undone.values().stream().mapToInt(Integer::intValue).sum() + " of " + KILLS
                + " updates ended on the old release");
        undone.forEach((why, count) -> System.out.println("KillIT: " + count + " x " + why));
    }

    private @Nullable Void device(int number, Path first) throws Exception {
        VirtualDeviceConfig config =
                managed.manage(Lab.config(7 * Lab.MIB)).with("download.bytesPerSecond", Long.toString(3 * Lab.MIB));
        try (VirtualDevice device = Lab.device(directory.resolve("device-" + number), config, first)) {
            Random random = new Random(SEED + number);
            String id = managed.accept(device);
            long start = System.nanoTime();
            assertThat(managed.deployAndAwait("kill-b", id)).isEqualTo("success");
            Duration undisturbed = Duration.ofNanos(System.nanoTime() - start);
            for (int kill = number; kill < KILLS; kill += DEVICES) {
                killOnce(device, id, kill, (long) (random.nextDouble() * undisturbed.toMillis()));
            }
        }
        return null;
    }

    private void killOnce(VirtualDevice device, String id, int kill, long moment) throws Exception {
        String before = device.release().orElseThrow();
        String after = before.equals("kill-a") ? "kill-b" : "kill-a";
        String deployment = managed.deploy(after, id);
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());
        device.kill();

        String status = managed.await(deployment, id);
        String where = "kill " + kill + " after " + moment + " ms, seed " + SEED;
        assertThat(device.defect()).as(where).isEmpty();
        assertThat(status).as(where).isIn("success", "failure");
        managed.assertRuns(device, id, status.equals("success") ? after : before);
        if (status.equals("failure")) {
            undone.merge(why(device), 1, Integer::sum);
            assertThat(managed.deployAndAwait(after, id))
                    .as("the attempt after " + where)
                    .isEqualTo("success");
            managed.assertRuns(device, id, after);
        }
    }

    /** The first failure that the device has logged, whichever the slot. */
    private static String why(VirtualDevice device) throws IOException {
        return Files.readAllLines(device.files().data().resolve("engine/log")).stream()
                .flatMap(line -> Stream.of(line.split(" error ", 2)).skip(1))
                .map(message -> message.replaceAll("slot [AB]", "slot"))
                .findFirst()
                .orElse("no error is logged");
    }
}
