// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.RebootNeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Installs the text of an artifact's one file into a slot of the {@link World}. */
public final class FakeHandler implements PayloadHandler {
    private final World world;
    private final boolean rollback;
    private final boolean reboot;
    private final Set<PayloadAction> breaking = EnumSet.noneOf(PayloadAction.class);
    private final Set<PayloadAction> failing = EnumSet.noneOf(PayloadAction.class);

    public FakeHandler(World world, boolean rollback, boolean reboot) {
        this.world = world;
        this.rollback = rollback;
        this.reboot = reboot;
    }

    /** These actions fail from now on, or until told otherwise. */
    public void failIn(Set<PayloadAction> actions) {
        failing.clear();
        failing.addAll(actions);
    }

    /** The virtual machine breaks down in this action. */
    public void breakIn(PayloadAction action) {
        breaking.add(action);
    }

    @Override
    public boolean wantsFileSizes(PayloadContext context) {
        world.asked("file sizes");
        return true;
    }

    @Override
    public RebootNeed rebootNeed(PayloadContext context) {
        world.asked("reboot");
        return reboot ? RebootNeed.AUTOMATIC : RebootNeed.NO;
    }

    @Override
    public boolean supportsRollback(PayloadContext context) {
        world.asked("rollback");
        return rollback;
    }

    @Override
    public void download(PayloadContext context, IncomingPayloadFiles files) throws IOException {
        world.did("DOWNLOAD");
        Optional<PayloadFile> file = files.next();
        if (file.isPresent()) {
            world.writeSlot(new String(file.get().content().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void perform(PayloadAction action, PayloadContext context) throws IOException {
        world.did(action.name());
        if (breaking.contains(action)) {
            throw new OutOfMemoryError(action + " takes too much");
        }
        if (failing.contains(action)) {
            throw new IOException(action + " fails on purpose");
        }
        if (reboot || action == PayloadAction.CLEANUP) {
            world.perform(action);
        } else {
            world.moment(action.name());
        }
    }
}
