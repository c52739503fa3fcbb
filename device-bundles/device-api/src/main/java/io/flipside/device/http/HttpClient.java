// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends HTTP requests and returns the responses. The service may be replaced at any time: its open exchanges then fail
 * with {@link HttpException.Kind#CLOSED}, and the caller goes on with the next client. Thread-safe.
 */
@ProviderType
public interface HttpClient {
    /**
     * Makes an exchange that has not begun; nothing is sent before {@link HttpExchange#send}.
     *
     * @throws HttpException if this client has been stopped
     */
    HttpExchange exchange(HttpRequest request, HttpSettings settings) throws HttpException;
}
