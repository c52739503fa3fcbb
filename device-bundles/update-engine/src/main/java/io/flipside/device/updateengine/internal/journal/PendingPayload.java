// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.device.payload.PayloadHandlerAnswers;

/**
 * Holds what the journal records of one payload: its type, and the answers of its handler.
 *
 * @param type the payload type
 * @param answers what its handler has answered so far
 */
public record PendingPayload(String type, PayloadHandlerAnswers answers) {}
