// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.boot;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Selects the slot that boots next, and commits or reverts a trial boot, through the bootloader. Every change is
 * atomic, and durable when the call returns; a power cut within it leaves the state before or after. Calls may be
 * repeated after a crash. Thread-safe.
 *
 * <p>All methods throw {@link IOException} if the bootloader's environment can't be read or written, or does not agree
 * with what runs.
 */
@ConsumerType
public interface BootControl {
    /** The running slot, and the slot that boots next. */
    BootState state() throws IOException;

    /** Keeps the bootloader from starting {@code target}, which must not be running, until {@link #tryNext} says so. */
    void protect(Slot target) throws IOException;

    /** Lets {@code target} boot once, on trial. */
    void tryNext(Slot target) throws IOException;

    /** Commits the running slot, which must be on trial. Does nothing if it is committed already. */
    void commit() throws IOException;

    /** Ends a trial: {@code committed}, the slot that ran before it, boots next and is not on trial. */
    void revert(Slot committed) throws IOException;
}
