// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Asks all registered approvers whether a managed update may go on. They may be replaced at any moment, also while one
 * is being asked. Thread-safe.
 */
final class UpdateApprovers {
    private final Duration timeout;
    private final List<UpdateApprover> approvers = new ArrayList<>();
    /** How many there should be: one that has gone is expected back. */
    private int expected = 1;

    UpdateApprovers(Duration timeout) {
        this.timeout = timeout;
    }

    synchronized void bind(UpdateApprover approver) {
        approvers.add(approver);
        expected = Math.max(expected, approvers.size());
        notifyAll();
    }

    synchronized void unbind(UpdateApprover approver) {
        approvers.removeIf(known -> known == approver);
        notifyAll();
    }

    /** Asks all of them; the first reason against it counts. The answer of a approver that went away meanwhile does not. */
    Optional<String> objection(ApprovalPoint next, UpdateStatus status) throws InterruptedException {
        Set<UpdateApprover> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        while (true) {
            Optional<List<UpdateApprover>> here = complete();
            if (here.isEmpty()) {
                return Optional.of("nobody could be asked before " + next + ": no update approver came within "
                        + timeout.toSeconds() + " s; is the bundle of the server connection running?");
            }
            Optional<UpdateApprover> unasked = here.get().stream()
                    .filter(approver -> !asked.contains(approver))
                    .findFirst();
            if (unasked.isEmpty()) {
                return Optional.empty();
            }
            Optional<Optional<String>> answer = ask(unasked.get(), next, status);
            if (answer.isPresent()) {
                if (answer.get().isPresent()) {
                    return answer.get();
                }
                asked.add(unasked.get());
            }
        }
    }

    /** Empty if the approver has gone. */
    private Optional<Optional<String>> ask(UpdateApprover approver, ApprovalPoint next, UpdateStatus status)
            throws InterruptedException {
        Optional<String> answer;
        try {
            answer = approver.objection(next, status);
        } catch (CancellationException e) {
            return awaitGone(approver);
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // A approver is foreign code; one that fails has not agreed.
            answer = Optional.of("the update approver failed: " + e);
        }
        synchronized (this) {
            return here(approver) ? Optional.of(answer) : Optional.empty();
        }
    }

    private synchronized Optional<Optional<String>> awaitGone(UpdateApprover approver) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (here(approver)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.of(Optional.of("the update approver gave no answer"));
            }
            wait(left);
        }
        return Optional.empty();
    }

    /** Whether this very one is here, not one that equals it. */
    private boolean here(UpdateApprover approver) {
        return approvers.stream().anyMatch(known -> known == approver);
    }

    /** All approvers, once as many are here as there were; after a long wait, those that are here; empty if none is. */
    private synchronized Optional<List<UpdateApprover>> complete() throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (approvers.size() < expected) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                expected = Math.max(1, approvers.size());
                return approvers.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(approvers));
            }
            wait(left);
        }
        return Optional.of(List.copyOf(approvers));
    }
}
