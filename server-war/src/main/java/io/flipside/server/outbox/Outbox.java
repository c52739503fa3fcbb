// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.change.Actor;
import io.flipside.server.change.Changes;
import io.flipside.server.change.CurrentActor;
import io.flipside.server.database.DatabaseClock;
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
 * Inserts a fact (a domain event) into the outbox table, one row for each consumer, in the caller's transaction;
 * consumers get it after the commit.
 */
@ApplicationScoped
public class Outbox {
    private static final int LONGEST_SENTENCE = 1000;

    /** One row for each consumer, all in one statement: who is registered is known to the database alone. */
    static final String INSERT = "insert into outbox (consumer, fact_id, fact, subject, sentence, content,"
            + " actor_kind, actor_id, actor_address, happened, claimed_until, tries)"
            + " select name, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0 from outbox_consumers";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Changes changes;

    @Inject
    CurrentActor currentActor;

    @Inject
    OutboxReaders readers;

    /** Records a fact, after the row that it is about was read or locked; consumers hear of it after the commit. */
    @Transactional(TxType.MANDATORY)
    public void record(Fact fact) {
        Actor actor = actor();
        Query insert = entities.createNativeQuery(INSERT);
        int position = 1;
        for (Object value : List.of(
                UUID.randomUUID().toString(),
                fact.getClass().getSimpleName(),
                fact.subject(),
                shortened(fact.sentence()),
                JsonCodec.write(fact),
                actor.kind().name(),
                actor.id(),
                actor.address(),
                ChronoUnit.MICROS.between(Instant.EPOCH, DatabaseClock.now()))) {
            insert.setParameter(position++, value);
        }
        insert.executeUpdate();
        changes.then(readers::wake);
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
