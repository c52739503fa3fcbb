// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.Closeable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends one request and receives its response. One thread sends and reads; {@link #close}, from any thread, and an
 * interrupt end whatever blocks, be it connecting, the TLS handshake, sending or reading.
 */
@ProviderType
public interface HttpExchange extends Closeable {
    /**
     * Connects, sends the request, and waits for the head of the response; called once.
     *
     * @throws HttpException if that fails; the exchange is then closed
     */
    HttpResponse send() throws HttpException;

    /** Ends the connection; never waits. */
    @Override
    void close();
}
