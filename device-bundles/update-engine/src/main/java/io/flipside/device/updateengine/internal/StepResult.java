// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.updateengine.internal.journal.JournalEntry;

/**
 * Holds the result of a step: the event that selects the next phase, and the new journal entry.
 *
 * @param event selects the next phase in the transition table
 * @param entry the journal entry with what the step has found out
 */
record StepResult(TransitionEvent event, JournalEntry entry) {}
