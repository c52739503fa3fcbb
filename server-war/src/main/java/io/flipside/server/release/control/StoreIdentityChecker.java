// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.InClauseBatches;
import io.flipside.server.release.entity.StoreIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks that the artifact store belongs to the database. Each check and each upload begins a new generation of both, so
 * that a database that was restored from a backup, or a second one that is like it, is noticed.
 *
 * <p>The first objection lasts: from then on the store belongs to nobody, until a person has deleted its mark.
 */
@ApplicationScoped
class StoreIdentityChecker {
    /** Begins the mark of a store that belongs to nobody; why follows. */
    private static final String NOBODY = "unadopted: ";

    private static final String WHAT_TO_DO =
            "; start the server with the database that belongs to it, move what that does not know out of the store, and"
                    + " then delete the file " + ArtifactStore.MARK + " in it";

    private static final int MOST_NAMED = 3;

    @Inject
    TransactionRunner transactions;

    @Inject
    RowLocks locks;

    @Inject
    ArtifactStore store;

    @PersistenceContext
    EntityManager entities;

    /** Says why nothing in the store may be deleted for having no row; empty if store and database belong together. */
    Optional<String> objection(OrphanWatch.Rows rows) throws IOException {
        Optional<String> objection = objection(store, () -> transactions.run(this::find), rows);
        if (objection.isEmpty()) {
            store.mark(transactions.run(this::begin));
        }
        return objection;
    }

    /** The same without its effect on the database. An objection is kept in the store. */
    static Optional<String> objection(
            ArtifactStore store, Supplier<Optional<StoreIdentity>> database, OrphanWatch.Rows rows) throws IOException {
        // The store first: a mark is written to it after the database, so that the store can only be behind.
        Optional<String> mark = store.mark();
        if (mark.isPresent() && mark.get().startsWith(NOBODY)) {
            return Optional.of(message(mark.get().substring(NOBODY.length())));
        }
        Optional<String> reason = mark.isPresent()
                ? objection(StoreIdentity.parse(mark.get()), database.get())
                : objectionToAdoption(store, rows);
        if (reason.isPresent()) {
            store.mark(NOBODY + reason.get());
        }
        return reason.map(StoreIdentityChecker::message);
    }

    private static String message(String reason) {
        return "a server found that " + reason + WHAT_TO_DO;
    }

    private static Optional<String> objection(StoreIdentity marked, Optional<StoreIdentity> known) {
        if (known.isEmpty() || !known.get().isOf(marked)) {
            return Optional.of("it belongs to another database (the store is " + marked.id()
                    + ", that of this database " + known.map(StoreIdentity::id).orElse("none yet") + ")");
        }
        return known.get().isBehind(marked)
                ? Optional.of(
                        "its database is older than it, and was probably restored from a backup: artifacts that were"
                                + " uploaded since then are in the store alone; restore a newer backup, if there is one")
                : Optional.empty();
    }

    /** A store without a mark is new, or of an older server, or a person has deleted it: then its database knows all of it. */
    private static Optional<String> objectionToAdoption(ArtifactStore store, OrphanWatch.Rows rows) throws IOException {
        List<String> ids = store.list().stream()
                .filter(ArtifactStore.Entry::published)
                .map(ArtifactStore.Entry::id)
                .toList();
        List<String> unknown = new ArrayList<>(ids);
        for (List<String> some : InClauseBatches.of(ids)) {
            unknown.removeAll(rows.existing(some));
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("it has no mark, and this database knows only " + (ids.size() - unknown.size())
                        + " of its " + ids.size() + " artifacts, and not "
                        + String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size()))));
    }

    /**
     * Begins a generation with the change that is being made: a database without it is behind the store. Uploads come one
     * after the other from here on, so that each sees what the one before it has added.
     */
    @Transactional(TxType.MANDATORY)
    void advance() {
        locked().advance();
        transactions.afterCommit("the mark of the artifact store", this::followDatabase);
    }

    /** Leaves a store that has no mark to the next check. */
    private void followDatabase() {
        try {
            if (store.mark().isPresent()
                    && objection(store, this::find, ids -> Set.of()).isEmpty()) {
                store.mark(find().orElseThrow().mark());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<StoreIdentity> find() {
        return Optional.ofNullable(entities.find(StoreIdentity.class, StoreIdentity.ONLY));
    }

    private String begin() {
        StoreIdentity identity = locked();
        identity.advance();
        return identity.mark();
    }

    /** Of two that make it at once, the later one fails by its key, and finds it when its change is repeated. */
    private StoreIdentity locked() {
        return locks.lock(StoreIdentity.class, StoreIdentity.ONLY).orElseGet(() -> {
            StoreIdentity made = StoreIdentity.generate();
            entities.persist(made);
            entities.flush();
            return made;
        });
    }
}
