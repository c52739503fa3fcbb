// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import io.flipside.device.update.internal.journal.Journal;
import java.io.IOException;

/** What is done in a phase. May be cut off anywhere, and done again from its beginning. */
@FunctionalInterface
interface Step {
    /**
     * Does it.
     *
     * @throws IOException if it failed, for the reason in the message
     * @throws InterruptedException if the engine stops
     */
    Outcome run(Journal journal, Flow flow) throws IOException, InterruptedException;

    /**
     * How a step ended.
     *
     * @param event what the table is asked with
     * @param journal the entry with what the step has found out
     */
    record Outcome(Event event, Journal journal) {}
}
