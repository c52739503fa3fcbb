// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Installs one type of payload. Register it as a service with the property {@value #TYPE}. The engine calls it from one
 * thread; a call may be interrupted when the device stops.
 */
@ConsumerType
public interface PayloadHandler {
    /** Service property: the payload type that this handler serves, a string. */
    String TYPE = "flipside.payload.type";

    /** What this type can do. */
    PayloadCapabilities capabilities();

    /**
     * Receives the files. Nothing may become active yet: checksums are known only at the end of the stream. A call cut
     * off by a crash is followed by another with the files from their beginning; a handler that has remembered a
     * {@link io.flipside.artifact.model.PayloadFile#checkpoint} in its work directory may then {@code resume} there. If that
     * fails, the engine empties the work directory and calls once more.
     *
     * @throws IOException if the content can't be stored; the update fails, and nothing has changed
     * @throws java.util.concurrent.CancellationException if the handler itself is going away (its bundle is being
     *     replaced): the engine waits for the next handler, and calls it with the files from their beginning
     */
    void download(PayloadContext context, IncomingPayloadFiles files) throws IOException;

    /**
     * Performs a step.
     *
     * @throws IOException if the step failed; the message goes to the deployment's log
     */
    void perform(PayloadAction action, PayloadContext context) throws IOException;
}
