// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.util.Optional;

/**
 * Describes one payload of an artifact.
 *
 * @param type the payload type
 * @param typeInfo the header's type-info, a JSON object as text
 * @param metaData the header's meta-data, a JSON object as text, if there is any
 * @param answers what its handler has answered so far
 */
public record PayloadDescription(
        String type, String typeInfo, Optional<String> metaData, PayloadHandlerAnswers answers) {
    /** Describes a payload without meta-data of which nothing was asked yet. */
    public static PayloadDescription of(String type) {
        return new PayloadDescription(
                type, "{\"type\":\"" + type + "\"}", Optional.empty(), PayloadHandlerAnswers.UNASKED);
    }

    /** Replaces the meta-data. */
    public PayloadDescription withMetaData(String json) {
        return new PayloadDescription(type, typeInfo, Optional.of(json), answers);
    }

    /** Replaces the answers. */
    public PayloadDescription with(PayloadHandlerAnswers answers) {
        return new PayloadDescription(type, typeInfo, metaData, answers);
    }
}
