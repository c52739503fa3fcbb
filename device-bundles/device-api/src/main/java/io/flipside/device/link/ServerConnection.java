// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends requests to the management server on demand: authorisation, check for an update, inventory. Registered only
 * while a server is configured. Thread-safe; the calls block.
 */
@ProviderType
public interface ServerConnection {
    /**
     * Asks for authorisation once.
     *
     * @return whether the server has accepted this device
     * @throws IOException if the server can't be reached or answers nonsense
     */
    boolean authorize() throws IOException;

    /**
     * Polls now. An update that is due starts in the background.
     *
     * @return whether an update was started
     * @throws IOException if the server can't be reached, refuses, or answers nonsense
     */
    boolean checkUpdate() throws IOException;

    /**
     * Sends the inventory now.
     *
     * @throws IOException if the server can't be reached, refuses, or answers nonsense
     */
    void sendInventory() throws IOException;

    /** Returns how the agent's own exchange with the server goes; asks nobody. */
    ConnectionStatus status();
}
