// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.payload.RebootNeed;

/** A handler that always knows what it can do: it needs no reboot, and can be rolled back. */
public interface HandlerWithoutReboot extends PayloadHandler {
    @Override
    default boolean wantsFileSizes(PayloadContext context) {
        return false;
    }

    @Override
    default RebootNeed rebootNeed(PayloadContext context) {
        return RebootNeed.NO;
    }

    @Override
    default boolean supportsRollback(PayloadContext context) {
        return true;
    }
}
