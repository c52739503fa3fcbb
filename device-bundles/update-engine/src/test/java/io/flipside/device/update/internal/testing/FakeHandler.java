// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal.testing;

import io.flipside.artifact.PayloadFile;
import io.flipside.device.payload.Action;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadFiles;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.Traits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Installs the text of an artifact's one file into a slot of the {@link World}. */
public final class FakeHandler implements PayloadHandler {
    private final World world;
    private final Traits traits;
    private final Set<Action> failing = EnumSet.noneOf(Action.class);

    public FakeHandler(World world, Traits traits) {
        this.world = world;
        this.traits = traits;
    }

    /** These actions fail from now on, or until told otherwise. */
    public void failIn(Set<Action> actions) {
        failing.clear();
        failing.addAll(actions);
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public void download(PayloadContext context, PayloadFiles files) throws IOException {
        world.did("DOWNLOAD");
        Optional<PayloadFile> file = files.next();
        if (file.isPresent()) {
            world.writeSlot(new String(file.get().content().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void perform(Action action, PayloadContext context) throws IOException {
        world.did(action.name());
        if (failing.contains(action)) {
            throw new IOException(action + " fails on purpose");
        }
        if (traits.reboot() || action == Action.CLEANUP) {
            world.perform(action);
        } else {
            world.moment(action.name());
        }
    }
}
