// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import java.util.ArrayList;
import java.util.List;

/** A bootloader that remembers what it was told. */
final class FakeBootControl implements BootControl {
    final List<String> calls = new ArrayList<>();
    BootState state = new BootState(Slot.A, Slot.A, false);

    void rebootsInto(Slot slot) {
        state = slot == state.next() ? new BootState(slot, slot, state.trial()) : new BootState(slot, slot, false);
    }

    @Override
    public BootState state() {
        return state;
    }

    @Override
    public void protect(Slot target) {
        calls.add("protect " + target);
    }

    @Override
    public void tryNext(Slot target) {
        calls.add("tryNext " + target);
        state = new BootState(state.running(), target, true);
    }

    @Override
    public void commit() {
        calls.add("commit");
        state = new BootState(state.running(), state.next(), false);
    }

    @Override
    public void revert(Slot committed) {
        calls.add("revert " + committed);
        state = new BootState(state.running(), committed, false);
    }
}
