// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.update.UpdateListener;
import io.flipside.device.update.UpdateStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notifies all registered listeners of changes in the status of an update. Thread-safe. */
final class UpdateListeners {
    private static final Logger LOG = System.getLogger(UpdateListeners.class.getName());
    private final List<UpdateListener> all = new CopyOnWriteArrayList<>();

    void bind(UpdateListener listener) {
        all.add(listener);
    }

    void unbind(UpdateListener listener) {
        all.removeIf(known -> known == listener);
    }

    void tell(UpdateStatus status) {
        for (UpdateListener listener : all) {
            try {
                listener.changed(status);
            } catch (RuntimeException | LinkageError | VirtualMachineError e) {
                // Foreign code, whose bundle may just be going away: no update fails because of it.
                LOG.log(Level.WARNING, "an update listener failed", e);
            }
        }
    }
}
