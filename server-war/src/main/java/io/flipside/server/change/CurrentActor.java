// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import jakarta.enterprise.context.RequestScoped;

/** Holds the actor of the current request, by default the system. */
@RequestScoped
public class CurrentActor {
    private Actor actor = Actor.SYSTEM;

    public void set(Actor caller) {
        actor = caller;
    }

    public Actor get() {
        return actor;
    }
}
