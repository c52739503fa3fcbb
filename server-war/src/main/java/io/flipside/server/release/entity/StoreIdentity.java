// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies the artifact store that belongs to a database. Both keep it, and its generation grows in both, in the database
 * first: a database that is behind its store was restored from a backup.
 */
@Entity
@Table(name = "artifact_store")
public class StoreIdentity {
    /** The name of the only row. */
    public static final String ONLY = "artifacts";

    private static final Pattern MARK = Pattern.compile("([0-9a-f-]{36}) ([0-9]{1,18})\\s*");

    @Id
    private String name = ONLY;

    private String id = "";

    private long generation;

    protected StoreIdentity() {}

    private StoreIdentity(String id, long generation) {
        this.id = id;
        this.generation = generation;
    }

    /** Makes the identity of a new store. */
    public static StoreIdentity generate() {
        return new StoreIdentity(UUID.randomUUID().toString(), 0);
    }

    /** Reads what {@link #mark} wrote. Anything else is the identity of no store. */
    public static StoreIdentity parse(String mark) {
        Matcher matcher = MARK.matcher(mark);
        return matcher.matches()
                ? new StoreIdentity(matcher.group(1), Long.parseLong(matcher.group(2)))
                : new StoreIdentity("(unreadable)", 0);
    }

    /** The text that a store keeps. */
    public String mark() {
        return id + " " + generation;
    }

    public String id() {
        return id;
    }

    /** Begins the next generation. */
    public void advance() {
        generation++;
    }

    public boolean isOf(StoreIdentity other) {
        return id.equals(other.id);
    }

    public boolean isBehind(StoreIdentity other) {
        return generation < other.generation;
    }
}
