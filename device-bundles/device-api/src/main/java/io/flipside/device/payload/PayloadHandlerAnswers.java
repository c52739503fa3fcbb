// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.util.Optional;

/**
 * Records what a handler has answered about one payload: file sizes wanted, reboot needed, rollback supported. An
 * answer is empty until the engine has asked for it.
 *
 * @param fileSizes whether the handler wants the sizes of the files before their content
 * @param reboot whether a reboot is needed after INSTALL
 * @param rollback whether the installation can be undone
 */
public record PayloadHandlerAnswers(
        Optional<Boolean> fileSizes, Optional<RebootNeed> reboot, Optional<Boolean> rollback) {
    /** No question was asked yet. */
    public static final PayloadHandlerAnswers UNASKED =
            new PayloadHandlerAnswers(Optional.empty(), Optional.empty(), Optional.empty());

    /** Adds the answer to {@link PayloadHandler#wantsFileSizes}. */
    public PayloadHandlerAnswers withFileSizes(boolean answer) {
        return new PayloadHandlerAnswers(Optional.of(answer), reboot, rollback);
    }

    /** Adds the answer to {@link PayloadHandler#rebootNeed}. */
    public PayloadHandlerAnswers withReboot(RebootNeed answer) {
        return new PayloadHandlerAnswers(fileSizes, Optional.of(answer), rollback);
    }

    /** Adds the answer to {@link PayloadHandler#supportsRollback}. */
    public PayloadHandlerAnswers withRollback(boolean answer) {
        return new PayloadHandlerAnswers(fileSizes, reboot, Optional.of(answer));
    }

    /** Returns whether the device or the payload has to be rebooted, as far as that was asked. */
    public boolean needsReboot() {
        return reboot.filter(need -> need != RebootNeed.NO).isPresent();
    }
}
