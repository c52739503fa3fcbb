// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.InClauseBatches;
import io.flipside.server.release.entity.StoreIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the artifact store belongs to the database. Each check begins a new generation of both, so that a database
 * that was restored from a backup is noticed.
 */
@ApplicationScoped
class StoreIdentityChecker {
    private static final String OTHERWISE =
            ", or delete the file " + ArtifactStore.MARK + " in it, if what this database does not know may be deleted";

    @Inject
    TransactionRunner transactions;

    @Inject
    ArtifactStore store;

    @PersistenceContext
    EntityManager entities;

    /** Says why nothing in the store may be deleted for having no row; empty if store and database belong together. */
    Optional<String> objection(OrphanWatch.Rows rows) throws IOException {
        // The store first: a mark is written to it after the database, so that the store can only be behind.
        Optional<StoreIdentity> marked = store.mark().map(StoreIdentity::parse);
        Optional<StoreIdentity> known = transactions.run(this::find);
        Optional<String> objection =
                marked.isPresent() ? objection(marked.get(), known) : objectionToAdoption(store, rows);
        if (objection.isEmpty()) {
            store.mark(transactions.run(this::advance));
        }
        return objection;
    }

    static Optional<String> objection(StoreIdentity marked, Optional<StoreIdentity> known) {
        if (known.isEmpty() || !known.get().isOf(marked)) {
            return Optional.of(
                    "it belongs to another database (the store is " + marked.id() + ", that of this database "
                            + known.map(StoreIdentity::id).orElse("none yet")
                            + "); start the server with the database that belongs to it" + OTHERWISE);
        }
        return known.get().isBehind(marked)
                ? Optional.of(
                        "its database is older than it, and was probably restored from a backup: artifacts that were"
                                + " uploaded since then are in the store alone; restore a newer backup" + OTHERWISE)
                : Optional.empty();
    }

    /** A store without a mark is new, or of an older server; then the database knows most of what is in it. */
    static Optional<String> objectionToAdoption(ArtifactStore store, OrphanWatch.Rows rows) throws IOException {
        List<String> ids = store.list().stream().map(ArtifactStore.Entry::id).toList();
        int known = 0;
        for (List<String> some : InClauseBatches.of(ids)) {
            known += rows.existing(some).size();
        }
        return 2 * known >= ids.size()
                ? Optional.empty()
                : Optional.of("it has no mark, and this database knows only " + known + " of its " + ids.size()
                        + " artifacts; start the server with the database that belongs to it, or move the others away");
    }

    private Optional<StoreIdentity> find() {
        return Optional.ofNullable(entities.find(StoreIdentity.class, StoreIdentity.ONLY));
    }

    private String advance() {
        StoreIdentity identity = find().orElseGet(() -> {
            StoreIdentity made = StoreIdentity.generate();
            entities.persist(made);
            return made;
        });
        identity.advance();
        return identity.mark();
    }
}
