// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.change.Actor;
import io.flipside.server.change.CurrentActor;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.http.JsonCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Inserts a domain event into the outbox table, one row for each consumer, in the caller's transaction. Consumers get
 * it after the commit.
 */
@ApplicationScoped
public class Outbox {
    private static final int LONGEST_SENTENCE = 1000;

    /** One row for each consumer, all in one statement: who is registered is known to the database alone. */
    static final String INSERT = "insert into outbox (consumer, event_id, event_type, subject, sentence, content,"
            + " actor_kind, actor_id, actor_address, happened, claimed_until, tries)"
            + " select name, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0 from outbox_consumers";

    @PersistenceContext
    EntityManager entities;

    @Inject
    TransactionRunner transactions;

    @Inject
    CurrentActor currentActor;

    @Inject
    OutboxReaders readers;

    /** Records an event, after the row that it is about was read or locked; consumers hear of it after the commit. */
    @Transactional(TxType.MANDATORY)
    public void record(DomainEvent event) {
        Actor actor = actor();
        Query insert = entities.createNativeQuery(INSERT);
        int position = 1;
        for (Object value : List.of(
                UUID.randomUUID().toString(),
                event.getClass().getSimpleName(),
                event.subject(),
                shortened(event.sentence()),
                JsonCodec.write(event),
                actor.kind().name(),
                actor.id(),
                actor.address(),
                ChronoUnit.MICROS.between(Instant.EPOCH, MicrosecondClock.now()))) {
            insert.setParameter(position++, value);
        }
        insert.executeUpdate();
        transactions.afterCommit("waking the readers of the outbox", readers::wake);
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE);
    }

    private Actor actor() {
        try {
            return currentActor.get();
        } catch (ContextNotActiveException e) {
            return Actor.SYSTEM;
        }
    }
}
