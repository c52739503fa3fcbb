// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

/**
 * Identifies who causes a change: a user, a device, an anonymous caller, or the server.
 *
 * @param kind of actor
 * @param id of the user or the device; empty for the others
 * @param address from which the request came; empty if there was none
 */
public record Actor(Kind kind, String id, String address) {
    /** The server by itself, without any request. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "", "");

    /** Tells the kinds of actors apart. */
    public enum Kind {
        USER,
        DEVICE,
        /** Somebody without a token: a login, a device that asks to be authorised. */
        ANYONE,
        SYSTEM
    }

    @Override
    public String toString() {
        String who = id.isEmpty() ? kind.name() : kind + " " + id;
        return who.toLowerCase(java.util.Locale.ROOT) + (address.isEmpty() ? "" : " at " + address);
    }
}
