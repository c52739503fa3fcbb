// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.device.boot.Slot;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of a device that survives a power cut: state store, root filesystems, boot environment. Every durable change is a
 * moment at which the power may be cut, before it or after it.
 */
public final class World {
    public static final String OLD = "release-1";

    private final Map<String, String> stored = new HashMap<>();
    private final Map<Slot, String> content = new EnumMap<>(Map.of(Slot.A, OLD, Slot.B, "ancient"));
    private Slot running = Slot.A;
    private Slot next = Slot.A;
    private boolean trial;
    private boolean trialBooted;
    /** The slot that the update in progress has written; the handler keeps it in its work directory. */
    private Optional<Slot> target = Optional.empty();

    private int moments;
    private int cutAt = Integer.MAX_VALUE;
    private int restarts;
    private final List<String> deeds = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();

    /** The power is cut at the n-th moment from now. */
    public void cutPowerAt(int moment) {
        moments = 0;
        cutAt = moment;
    }

    /** Whether that moment has come. */
    public boolean powerWasCut() {
        return moments >= cutAt;
    }

    void moment(String where) {
        moments++;
        if (moments == cutAt) {
            throw new PowerCut(where);
        }
    }

    /** What the bootloader does. */
    public void restart() {
        restarts++;
        if (trial && trialBooted && next == running) {
            // The trial did not commit: back to the other one.
            next = running.other();
            trial = false;
        }
        running = next;
        trialBooted = trial;
    }

    public int restarts() {
        return restarts;
    }

    /** Actions of the handler, restarts, and other things worth an order. */
    public List<String> deeds() {
        return deeds;
    }

    /** What the handler was asked, in order. */
    public List<String> questions() {
        return questions;
    }

    void asked(String question) {
        questions.add(question);
    }

    public String runningSystem() {
        return content.getOrDefault(running, "");
    }

    /** Whether the same system starts again, for good. */
    public boolean settled() {
        return running == next && !trial;
    }

    void did(String deed) {
        deeds.add(deed);
    }

    void writeSlot(String system) {
        Slot other = running.other();
        target = Optional.of(other);
        moment("before writing");
        content.put(other, "half of " + system);
        moment("half written");
        content.put(other, system);
        moment("written");
    }

    void perform(PayloadAction action) throws IOException {
        moment("before " + action);
        Slot written = target.orElse(running.other());
        switch (action) {
            case INSTALL -> arm(written);
            case VERIFY_REBOOT -> require(running == written, "the old system runs");
            case COMMIT -> trial = trial && running != next;
            case ROLLBACK -> revert(written.other());
            case VERIFY_ROLLBACK_REBOOT -> require(running != written, "the new system runs");
            case REBOOT, ROLLBACK_REBOOT -> throw new IOException("the engine reboots this one");
            case FAILURE -> {}
            case CLEANUP -> target = Optional.empty();
        }
        moment("after " + action);
    }

    private void arm(Slot written) throws IOException {
        require(running != written, "the new system runs already");
        next = written;
        trial = true;
    }

    private void revert(Slot committed) {
        next = committed;
        trial = false;
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }

    /** The store as it is found by a new process. */
    public StateStore store() {
        return new StateStore() {
            @Override
            public synchronized Optional<String> read(String key) {
                return Optional.ofNullable(stored.get(key));
            }

            @Override
            public synchronized void write(Map<String, Optional<String>> changes) {
                moment("before a durable write");
                changes.forEach(
                        (key, value) -> value.ifPresentOrElse(text -> stored.put(key, text), () -> stored.remove(key)));
                moment("after a durable write");
            }
        };
    }
}
