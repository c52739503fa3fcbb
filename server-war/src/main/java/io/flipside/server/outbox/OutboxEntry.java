// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.change.Actor;
import java.time.Instant;

/**
 * Holds a domain event as a consumer gets it from the outbox.
 *
 * @param id orders the events of one subject
 * @param eventId the same for all consumers, and when the event is delivered once more
 * @param type of event, for example {@code ArtifactAdded}
 * @param subject what it is about
 * @param sentence what happened, for people
 * @param content the event's own values, as a JSON object
 * @param origin who caused it, and when
 */
public record OutboxEntry(
        long id, String eventId, String type, String subject, String sentence, String content, Origin origin) {
    /** Tells who caused an event, and when. */
    public record Origin(Actor actor, Instant when) {}
}
