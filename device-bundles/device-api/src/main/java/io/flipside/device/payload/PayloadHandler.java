// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Installs payloads of one type. Register it as a service with the property {@value #TYPE}; if there are several for one
 * type, the one with the highest service ranking is used. The engine calls it from one thread; a call may be interrupted
 * when the device stops.
 *
 * <p>What a payload can do is asked when the update needs to know it, and never again once it was answered. A handler that
 * always knows returns constants. A question that can't be answered is an exception, and fails the step that asked.
 */
@ConsumerType
public interface PayloadHandler {
    /** Service property: the payload type that this handler serves, a string. */
    String TYPE = "flipside.payload.type";

    /**
     * Asks whether the handler wants to know the size of each file before its content; asked before the download.
     *
     * @throws IOException if that can't be found out; the update fails, and nothing has changed
     */
    boolean wantsFileSizes(PayloadContext context) throws IOException;

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
     * Asks whether a reboot is needed; asked after INSTALL.
     *
     * @throws IOException if that can't be found out; INSTALL has failed then
     */
    RebootNeed rebootNeed(PayloadContext context) throws IOException;

    /**
     * Asks whether the installation can be undone; asked at the first failure from INSTALL on, and after INSTALL if an
     * operator is to decide.
     *
     * @throws IOException if that can't be found out; the engine then takes it for "no"
     */
    boolean supportsRollback(PayloadContext context) throws IOException;

    /**
     * Performs an action.
     *
     * @throws IOException if it failed; the message goes to the deployment's log
     */
    void perform(PayloadAction action, PayloadContext context) throws IOException;
}
