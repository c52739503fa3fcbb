// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

/**
 * Describes a domain event, which the outbox delivers to its consumers. Implemented by records in the packages where
 * things happen: the record's components become the entry's JSON, its simple name becomes the entry's type.
 */
public interface DomainEvent {
    /** Names the thing that this is about; the events about one thing are delivered in order. At most 80 characters. */
    String subject();

    /** Says in one line what happened, for people. */
    String sentence();
}
