// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partition.internal;

import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.boot.Slot;
import io.flipside.device.payload.IncomingPayloadFiles;
import io.flipside.device.payload.PayloadAction;
import io.flipside.device.payload.PayloadCapabilities;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.service.ReplaceableService;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Installs images of a root filesystem.
 *
 * <p>The bootloader's control is optional and dynamic, so that its bundle can be replaced in the midst of a download; it
 * is waited for when it is needed.
 */
@Component(
        service = PayloadHandler.class,
        property = PayloadHandler.TYPE + "=rootfs-image",
        configurationPid = "io.flipside.rootfs",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PartitionWriter implements PayloadHandler {
    private static final Logger LOG = System.getLogger(PartitionWriter.class.getName());
    private static final PayloadCapabilities TRAITS = new PayloadCapabilities(true, true);
    private final ReplaceableService<BootControl> bootControl = new ReplaceableService<>();
    private final Settings settings;
    private volatile boolean goingAway;

    @interface Config {
        String slotA();

        String slotB();
    }

    /**
     * What it needs to know.
     *
     * @param slotA where slot A lies
     * @param slotB where slot B lies
     * @param patience how long a bundle that is being replaced may stay away
     * @param pause how much time's work a power cut may undo
     */
    record Settings(Path slotA, Path slotB, Duration patience, Duration pause) {}

    @Activate
    public PartitionWriter(Config config) {
        this(new Settings(
                Path.of(config.slotA()), Path.of(config.slotB()), Duration.ofSeconds(30), Duration.ofSeconds(3)));
    }

    PartitionWriter(Settings settings) {
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
    public PayloadCapabilities capabilities() {
        return TRAITS;
    }

    @Override
    public void download(PayloadContext context, IncomingPayloadFiles files) throws IOException {
        PayloadFile image = files.next().orElseThrow(() -> new IOException("a rootfs-image without an image"));
        Slot running = control().state().running();
        Flip flip = new Flip(running, running.other());
        SlotDevice target = device(flip.target());
        target.check(image.size());
        target.requireOtherThan(device(running));
        flip.save(context.workDirectory());
        control().protect(flip.target());
        Trail trail = Trail.of(target, image, context.workDirectory(), settings.pause, () -> goingAway);
        LOG.log(
                Level.INFO,
                "writing {0} ({1} bytes) to {2} from byte {3}",
                image.name(),
                image.size(),
                target,
                trail.start());
        target.write(image, trail, () -> goingAway);
        if (files.next().isPresent()) {
            throw new IOException("a rootfs-image has exactly one file; this one has more");
        }
        target.verify(image.size(), image.digest(), () -> goingAway);
        LOG.log(Level.INFO, "{0} holds the image, as reading it back has shown", target);
    }

    @Override
    public void perform(PayloadAction action, PayloadContext context) throws IOException {
        Path memory = context.workDirectory();
        switch (action) {
            case INSTALL -> install(Flip.load(memory));
            case VERIFY_REBOOT -> verifyReboot(Flip.load(memory), Flip.wasCommitting(memory));
            case COMMIT -> commit(Flip.load(memory), memory);
            case ROLLBACK -> rollback(memory);
            case VERIFY_ROLLBACK_REBOOT -> verifyRollbackReboot(Flip.load(memory));
            case CLEANUP -> Flip.forget(memory);
            case FAILURE -> {
                // Nothing is left to undo.
            }
        }
    }

    private void install(Flip flip) throws IOException {
        BootState state = control().state();
        if (state.running() != flip.original()) {
            throw new IOException("slot " + flip.target() + " was written while slot " + flip.original()
                    + " ran, but slot " + state.running() + " runs now; install the artifact again");
        }
        control().tryNext(flip.target());
    }

    private void verifyReboot(Flip flip, boolean permanent) throws IOException {
        BootState state = control().state();
        if (state.running() != flip.target()) {
            throw new IOException("the bootloader fell back to slot " + state.running() + ": the new system in slot "
                    + flip.target() + " did not start, or did not get as far as this");
        }
        if (!(state.trial() || permanent) || state.next() != flip.target()) {
            throw new IOException("slot " + flip.target() + " runs, but is not on trial any more: the bootloader starts"
                    + " slot " + state.next() + " next");
        }
    }

    private void commit(Flip flip, Path memory) throws IOException {
        Slot running = control().state().running();
        if (running != flip.target()) {
            throw new IOException("can't commit slot " + flip.target() + ": slot " + running + " runs");
        }
        // A power cut right after the commit must not look like a bootloader that knows no trial.
        Flip.committing(memory);
        control().commit();
    }

    private void rollback(Path memory) throws IOException {
        // Without a memory no download got as far as the bootloader.
        if (Flip.exists(memory)) {
            control().revert(Flip.load(memory).original());
        }
    }

    private void verifyRollbackReboot(Flip flip) throws IOException {
        BootState state = control().state();
        if (state.running() != flip.original() || state.next() != flip.original() || state.trial()) {
            throw new IOException("the former system in slot " + flip.original() + " is not back: slot "
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
                    .await(settings.patience)
                    .orElseThrow(() -> new IOException(
                            "nothing here talks to the bootloader; configure either uboot.* or simulated.*"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the bootloader's control");
        }
    }
}
