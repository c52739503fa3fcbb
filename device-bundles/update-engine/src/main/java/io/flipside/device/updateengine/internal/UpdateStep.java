// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.updateengine.internal.journal.JournalEntry;
import java.io.IOException;

/** Does the work of one phase. May be cut off anywhere, and done again from its beginning. */
@FunctionalInterface
interface UpdateStep {
    /**
     * Does it.
     *
     * @throws IOException if it failed, for the reason in the message
     * @throws InterruptedException if the engine stops
     */
    StepResult run(JournalEntry entry) throws IOException, InterruptedException;
}
