// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

/** The process is gone at this instruction; an Error, so that nothing on the way mistakes it for a failure. */
public final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    public PowerCut(String where) {
        super(where, null, false, false);
    }
}
