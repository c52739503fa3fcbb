// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.entity;

import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Stores the database row of an uploaded artifact; its bytes are in the {@code ArtifactStore}. The bytes never change;
 * the description may.
 */
@Entity
@Table(name = "artifacts")
@NamedQuery(
        name = StoredArtifact.BY_NAME,
        query = "select a from StoredArtifact a where a.name = :name order by a.created desc, a.id")
public class StoredArtifact {
    public static final String BY_NAME = "StoredArtifact.byName";
    private static final int LONGEST_DOCUMENT = 1 << 20;

    @Id
    private String id = "";

    private String name = "";

    @Column(name = "depends_digest")
    private String dependsDigest = "";

    private String description = "";
    private String document = "{}";
    private String digest = "";
    private long size;
    private Instant created = Instant.EPOCH;
    private Instant modified = Instant.EPOCH;

    protected StoredArtifact() {}

    public StoredArtifact(String id, String name, String description, ArtifactMetadata metadata, Content content) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.dependsDigest = metadata.dependsDigest();
        this.document = JsonCodec.write(metadata);
        if (document.length() > LONGEST_DOCUMENT) {
            throw ErrorResponseException.badRequest("what the artifact says of itself (files, provides, depends …) has "
                    + document.length() + " characters; at most " + LONGEST_DOCUMENT + " are kept");
        }
        this.digest = content.digest();
        this.size = content.size();
        this.created = MicrosecondClock.now();
        this.modified = created;
    }

    /**
     * Identifies the stored bytes by digest and size.
     *
     * @param digest SHA-256 in hex
     * @param size in bytes
     */
    public record Content(String digest, long size) {}

    public void describe(String text) {
        description = text;
        modified = MicrosecondClock.now();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public ArtifactMetadata metadata() {
        return JsonCodec.read(document, ArtifactMetadata.class);
    }

    public String digest() {
        return digest;
    }

    public long size() {
        return size;
    }

    public Instant modified() {
        return modified;
    }
}
