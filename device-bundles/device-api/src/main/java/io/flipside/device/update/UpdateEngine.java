// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs updates, one at a time, on its own thread. What it is about to do is durable before it does it: a new engine,
 * after a crash or after this bundle was replaced, goes on where the former one was cut off. Thread-safe.
 */
@ProviderType
public interface UpdateEngine {
    /**
     * Starts an update.
     *
     * @return false if one is in progress already (this one or another); then nothing has changed
     * @throws IOException if the request could not be made durable
     */
    boolean start(UpdateRequest request) throws IOException;

    /**
     * Tells a waiting update how to go on.
     *
     * @return false if there is nothing in progress that waits for this decision
     * @throws IOException if the decision could not be made durable
     */
    boolean decide(OperatorDecision decision) throws IOException;

    /**
     * Ends a managed update that is still being downloaded; it fails for the reason given. All later steps are asked for at
     * an {@link UpdateApprover}, which can refuse them.
     *
     * @return false if it is not being downloaded (any more); then nothing has changed
     */
    boolean abort(String id, String why);

    /** The update as it is now. */
    UpdateStatus status();

    /** The log of the update in progress, or of the last one; at most the last 1000 lines. */
    List<LogEntry> log();

    /**
     * What the device provides now: {@code artifact_name}, {@code device_type}, and what the installed artifacts added.
     *
     * @throws IOException if the state can't be read
     */
    SortedMap<String, String> provides() throws IOException;
}
