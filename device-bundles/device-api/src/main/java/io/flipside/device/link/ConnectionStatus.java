// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link;

import java.time.Instant;

/**
 * Holds the state of the connection to the server, and the time of the next poll.
 *
 * @param state how it goes
 * @param next when the server is asked next
 * @param message for people; says in one line what is the matter and when the server is asked next
 */
public record ConnectionStatus(State state, Instant next, String message) {
    /** Tells the states of a connection apart. */
    public enum State {
        /** The server was not asked yet. */
        STARTING,
        /** The last exchange went well. */
        CONNECTED,
        /** The server has not, or no longer, accepted this device. */
        NOT_AUTHORISED,
        /** The server can't be reached, or answers with an error. */
        FAILING
    }
}
