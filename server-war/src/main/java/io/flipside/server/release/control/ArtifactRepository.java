// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.Page;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds, adds and deletes the database rows of artifacts; the bytes of a deleted row follow after the commit. */
@ApplicationScoped
public class ArtifactRepository {
    private static final String SIZES = "select a.id, length(a.document) + length(a.description) from StoredArtifact a";
    private static final String ORDER = " order by a.created desc, a.id";

    @PersistenceContext
    EntityManager entities;

    @Inject
    TransactionRunner transactions;

    @Inject
    RowLocks locks;

    @Inject
    ArtifactStore store;

    @Inject
    Outbox outbox;

    @Inject
    Event<BeforeArtifactDeletion> leaving;

    public Optional<StoredArtifact> find(String id) {
        return Optional.ofNullable(entities.find(StoredArtifact.class, id));
    }

    public StoredArtifact get(String id) {
        return find(id).orElseThrow(() -> ErrorResponseException.notFound("artifact", id));
    }

    /** The artifacts of one release, newest first. */
    public List<StoredArtifact> named(String name) {
        return entities.createNamedQuery(StoredArtifact.BY_NAME, StoredArtifact.class)
                .setParameter("name", name)
                .getResultList();
    }

    /** The same, locked: none of them is deleted, and nobody else locks them, before this change is committed. */
    @Transactional(TxType.MANDATORY)
    public List<StoredArtifact> lock(String name) {
        return locks.lock(entities.createNamedQuery(StoredArtifact.BY_NAME, StoredArtifact.class)
                .setParameter("name", name));
    }

    /**
     * The ids of all artifacts, or of one release if it is named, newest first, with the characters that each has. Mender's
     * unpaged list has no bound.
     */
    public Map<String, Long> sizes(Optional<String> name) {
        return sizes(sizesQuery(name).getResultList());
    }

    /** The same, of one page. */
    public Map<String, Long> sizes(Optional<String> name, Page page) {
        return sizes(page.of(sizesQuery(name)));
    }

    private TypedQuery<Object[]> sizesQuery(Optional<String> name) {
        String where = name.isPresent() ? " where a.name = :name" : "";
        var query = entities.createQuery(SIZES + where + ORDER, Object[].class);
        name.ifPresent(value -> query.setParameter("name", value));
        return query;
    }

    private static Map<String, Long> sizes(List<Object[]> rows) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        rows.forEach(row -> sizes.put((String) row[0], ((Number) row[1]).longValue()));
        return sizes;
    }

    /** The artifacts of these ids, newest first. */
    public List<StoredArtifact> byId(List<String> ids) {
        return entities.createQuery("select a from StoredArtifact a where a.id in :ids" + ORDER, StoredArtifact.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The ids of the artifacts of one release, with the bytes that each has. */
    public Map<String, Long> bytes(String name) {
        return sizes(entities.createQuery(
                        "select a.id, a.size from StoredArtifact a where a.name = :name" + ORDER, Object[].class)
                .setParameter("name", name)
                .getResultList());
    }

    public long count(Optional<String> name) {
        String where = name.isPresent() ? " where a.name = :name" : "";
        var query = entities.createQuery("select count(a) from StoredArtifact a" + where, Long.class);
        name.ifPresent(value -> query.setParameter("name", value));
        return query.getSingleResult();
    }

    public long bytes() {
        Long sum = entities.createQuery("select sum(a.size) from StoredArtifact a", Long.class)
                .getSingleResult();
        return sum == null ? 0 : sum;
    }

    /** Adds an artifact; refuses a second one of its name for some of the same devices. */
    @Transactional(TxType.MANDATORY)
    public void add(StoredArtifact artifact) {
        refuseOverlap(artifact.name(), artifact.metadata(), lock(artifact.name()));
        entities.persist(artifact);
        outbox.record(new ArtifactAdded(artifact.id(), artifact.name(), artifact.size(), artifact.digest()));
    }

    /** Looks before all bytes have come, so that the sender hears it early. */
    void refuseOverlap(String name, ArtifactMetadata metadata) {
        refuseOverlap(name, metadata, named(name));
    }

    private static void refuseOverlap(String name, ArtifactMetadata metadata, List<StoredArtifact> known) {
        if (known.stream().anyMatch(other -> other.metadata().overlaps(metadata))) {
            throw ErrorResponseException.conflict(
                    "an artifact '" + name
                            + "' for some of the same devices (types and other dependencies) is there already; give this one another name");
        }
    }

    @Transactional(TxType.MANDATORY)
    public void describe(String id, String description) {
        StoredArtifact artifact = get(id);
        artifact.describe(description);
        outbox.record(new ArtifactDescriptionChanged(id, artifact.name(), description));
    }

    /** Deletes an artifact, unless an unfinished deployment still needs it. */
    @Transactional(TxType.MANDATORY)
    public void delete(String id) {
        StoredArtifact artifact = get(id);
        // A deployment of it that is being created at this moment is seen when its creation has let go.
        List<StoredArtifact> left = lock(artifact.name());
        if (!left.contains(artifact)) {
            throw ErrorResponseException.notFound("artifact", id);
        }
        leaving.fire(new BeforeArtifactDeletion(artifact.id(), artifact.name(), left.size() == 1));
        entities.remove(artifact);
        outbox.record(new ArtifactDeleted(id, artifact.name()));
        transactions.afterCommit("the deletion of the bytes of artifact " + id, () -> deleteBytes(id));
    }

    /** What fails here is swept later. */
    private void deleteBytes(String id) {
        try {
            store.delete(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells which of these ids have a row. */
    @Transactional(TxType.MANDATORY)
    Set<String> existing(List<String> ids) {
        return new HashSet<>(entities.createQuery("select a.id from StoredArtifact a where a.id in :ids", String.class)
                .setParameter("ids", ids)
                .getResultList());
    }
}
