// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.RebootNeed;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.support.config.ValidatedSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Installs payloads of the type {@code rootfs-image}. It writes the image to the inactive slot, verifies it, and has
 * the bootloader start that slot on trial.
 *
 * <p>The boot control is optional and dynamic, so that its bundle can be replaced in the midst of a download; it
 * is waited for when it is needed.
 */
@Component(service = PayloadHandler.class, property = PayloadHandler.TYPE + "=rootfs-image", immediate = true)
public final class RootfsImageHandler implements PayloadHandler {
    private static final Logger LOG = System.getLogger(RootfsImageHandler.class.getName());
    private final ReplaceableService<BootControl> bootControl = new ReplaceableService<>();
    private final Settings settings;
    private volatile boolean goingAway;

    /**
     * Holds the configuration.
     *
     * @param slotA where slot A lies
     * @param slotB where slot B lies
     * @param timeout how long a bundle that is being replaced may stay away
     * @param pause how much time's work a power cut may undo
     */
    @Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
    record Settings(Path slotA, Path slotB, Duration timeout, Duration pause) {
        static Settings from(PartitionWriterConfig config) {
            if (config.slotA().equals(config.slotB())) {
                throw new IllegalArgumentException(
                        "slotA and slotB = " + config.slotA() + ", but two different partitions are expected");
            }
            return new Settings(
                    Path.of(config.slotA()), Path.of(config.slotB()), Duration.ofSeconds(30), Duration.ofSeconds(3));
        }
    }

    /** Starts with settings that were accepted. */
    @Activate
    public RootfsImageHandler(@Reference Settings settings) {
        this.settings = settings;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindBootControl(BootControl arrived) {
        bootControl.set(arrived);
    }

    void unbindBootControl(BootControl gone) {
        bootControl.unset(gone);
    }

    @Deactivate
    void leave() {
        goingAway = true;
    }

    @Override
    public boolean wantsFileSizes(PayloadContext context) {
        return true;
    }

    @Override
    public RebootNeed rebootNeed(PayloadContext context) {
        return RebootNeed.AUTOMATIC;
    }

    @Override
    public boolean supportsRollback(PayloadContext context) {
        return true;
    }

    @Override
    public void download(PayloadContext context, IncomingPayloadFiles files) throws IOException {
        PayloadFile image = files.next().orElseThrow(() -> new IOException("a rootfs-image without an image"));
        Slot running = control().state().running();
        UpdateSlots slots = new UpdateSlots(running, running.other());
        SlotDevice target = device(slots.target());
        target.check(image.size());
        target.requireOtherThan(device(running));
        slots.save(context.workDirectory());
        control().protect(slots.target());
        CheckpointRecorder recorder =
                CheckpointRecorder.of(target, image, context.workDirectory(), settings.pause, () -> goingAway);
        LOG.log(
                Level.INFO,
                "writing {0} ({1} bytes) to {2} from byte {3}",
                image.name(),
                image.size(),
                target,
                recorder.start());
        target.write(image, recorder, () -> goingAway);
        if (files.next().isPresent()) {
            throw new IOException("a rootfs-image has exactly one file; this one has more");
        }
        LOG.log(Level.INFO, "{0} holds the image, as reading it back has shown", target);
    }

    @Override
    public void perform(PayloadAction action, PayloadContext context) throws IOException {
        Path memory = context.workDirectory();
        switch (action) {
            case INSTALL -> install(UpdateSlots.load(memory));
            case VERIFY_REBOOT -> verifyReboot(UpdateSlots.load(memory), UpdateSlots.wasCommitting(memory));
            case COMMIT -> commit(UpdateSlots.load(memory), memory);
            case ROLLBACK -> rollback(memory);
            case VERIFY_ROLLBACK_REBOOT -> verifyRollbackReboot(UpdateSlots.load(memory));
            case CLEANUP -> UpdateSlots.forget(memory);
            case FAILURE -> {
                // Nothing is left to undo.
            }
            case REBOOT, ROLLBACK_REBOOT -> throw new IOException("the engine reboots for a rootfs-image");
        }
    }

    private void install(UpdateSlots slots) throws IOException {
        BootState state = control().state();
        if (state.running() != slots.original()) {
            throw new IOException("slot " + slots.target() + " was written while slot " + slots.original()
                    + " ran, but slot " + state.running() + " runs now; install the artifact again");
        }
        control().tryNext(slots.target());
    }

    private void verifyReboot(UpdateSlots slots, boolean committing) throws IOException {
        BootState state = control().state();
        if (state.running() != slots.target()) {
            throw new IOException("the bootloader fell back to slot " + state.running() + ": the new system in slot "
                    + slots.target() + " did not start, or did not get as far as this");
        }
        if (!(state.trial() || committing) || state.next() != slots.target()) {
            throw new IOException("slot " + slots.target()
                    + " runs, but is not on trial any more: the bootloader starts" + " slot " + state.next() + " next");
        }
    }

    private void commit(UpdateSlots slots, Path memory) throws IOException {
        Slot running = control().state().running();
        if (running != slots.target()) {
            throw new IOException("can't commit slot " + slots.target() + ": slot " + running + " runs");
        }
        // A power cut right after the commit must not look like a bootloader that knows no trial.
        UpdateSlots.committing(memory);
        control().commit();
    }

    private void rollback(Path memory) throws IOException {
        // Without a memory no download got as far as the bootloader.
        if (UpdateSlots.exists(memory)) {
            control().revert(UpdateSlots.load(memory).original());
        }
    }

    private void verifyRollbackReboot(UpdateSlots slots) throws IOException {
        BootState state = control().state();
        if (state.running() != slots.original() || state.next() != slots.original() || state.trial()) {
            throw new IOException("the former system in slot " + slots.original() + " is not back: slot "
                    + state.running() + " runs, and the bootloader starts slot " + state.next()
                    + (state.trial() ? " next, on trial" : " next"));
        }
    }

    private SlotDevice device(Slot slot) {
        return new SlotDevice(slot, slot == Slot.A ? settings.slotA : settings.slotB);
    }

    private BootControl control() throws IOException {
        try {
            return bootControl
                    .await(settings.timeout)
                    .orElseThrow(() -> new IOException(
                            "nothing here talks to the bootloader; configure the bootloader that this device has"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the bootloader's control");
        }
    }
}
