// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.device.http.HttpResponse;
import io.flipside.device.support.text.LogSanitizer;
import java.io.IOException;
import java.util.Optional;

/**
 * Holds the response of a server: status, body and Retry-After.
 *
 * @param status the status
 * @param body the body, as far as it may matter
 * @param retrySeconds the Retry-After header, or -1
 */
record ServerResponse(int status, String body, int retrySeconds) {
    private static final int LONGEST = 64 * 1024;

    static ServerResponse of(HttpResponse response) throws IOException {
        int retry = response.header("Retry-After")
                .filter(value -> value.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .orElse(-1);
        return new ServerResponse(response.status(), response.status() == 204 ? "" : response.text(LONGEST), retry);
    }

    boolean good() {
        return status >= 200 && status < 300;
    }

    /** Failure in the words of the server, as far as it says something sensible. */
    ServerException failure(String what) {
        String why = reason().map(text -> " (" + text + ")").orElse("");
        return new ServerException(what + " is answered with " + status + why, status, retrySeconds);
    }

    private Optional<String> reason() {
        try {
            return Json.parse(body)
                    .asObject()
                    .string("error")
                    .map(LogSanitizer::blanked)
                    .map(text -> text.length() <= 200 ? text : text.substring(0, 200) + "...");
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
