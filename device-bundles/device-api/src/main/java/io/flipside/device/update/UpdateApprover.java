// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether a managed update may enter its next phase. The engine waits for an approver that is missing while its
 * bundle is being replaced.
 *
 * <p>After a crash the same question may be asked again.
 */
@ConsumerType
@FunctionalInterface
public interface UpdateApprover {
    /**
     * May block, for example until the server has been told; ends soon after an interrupt.
     *
     * @return why the update must not go on, or empty
     * @throws java.util.concurrent.CancellationException if the approver itself is going away (its bundle is being replaced)
     *     and has not found the answer: the engine waits for the next approver and asks that one
     */
    Optional<String> objection(ApprovalPoint next, UpdateStatus status) throws InterruptedException;
}
