// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

/**
 * Receives every domain event from the outbox at least once, and the events of one subject in order. A bean that
 * implements it is found by itself. All instances of the server share the work of a consumer; one name is one consumer.
 */
public interface OutboxConsumer {
    /** Names the consumer in the database, for good: under another name it would begin anew. At most 50 characters. */
    String name();

    /**
     * Takes an event, outside of any transaction, within a few seconds. After an exception it is offered again later, and
     * later events of the same subject wait for it.
     */
    void accept(OutboxEntry entry);
}
