// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.entity;

import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.http.ClientAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores a user who may log in. */
@Entity
@Table(name = "users")
@NamedQuery(name = User.BY_EMAIL, query = "select u from User u where u.email = :email")
@NamedQuery(name = User.ALL, query = "select u from User u order by u.created, u.id")
@NamedQuery(name = User.COUNT, query = "select count(u) from User u")
public class User {
    public static final String BY_EMAIL = "User.byEmail";
    public static final String ALL = "User.all";
    public static final String COUNT = "User.count";

    private static final String ANYWHERE = "*";

    @Id
    private String id = "";

    private String email = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    private Instant created = Instant.EPOCH;
    private Instant updated = Instant.EPOCH;
    private @Nullable Instant login;

    @Column(name = "login_address")
    private @Nullable String loginAddress;

    protected User() {}

    public User(String email, String passwordHash) {
        this.id = UUID.randomUUID().toString();
        this.email = normal(email);
        this.passwordHash = passwordHash;
        this.created = MicrosecondClock.now();
        this.updated = created;
    }

    /** E-mail addresses are compared without regard to case. */
    public static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public void loggedIn(Instant when, String address) {
        login = when;
        loginAddress = ClientAddress.network(address);
    }

    /** Tells whether the last login came from there: failures of others must not keep its owner out. */
    public boolean wasLastSeenAt(String address) {
        return ANYWHERE.equals(loginAddress) || ClientAddress.network(address).equals(loginAddress);
    }

    /** Takes a password that nobody can guess; so until the next login, it may come from anywhere. */
    public void resetPassword(String hash) {
        changePassword(hash);
        loginAddress = ANYWHERE;
    }

    public void changeEmail(String address) {
        email = normal(address);
        updated = MicrosecondClock.now();
    }

    public void changePassword(String hash) {
        passwordHash = hash;
        updated = MicrosecondClock.now();
    }

    public String id() {
        return id;
    }

    public String email() {
        return email;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Instant created() {
        return created;
    }

    public Instant updated() {
        return updated;
    }

    public Optional<Instant> login() {
        return Optional.ofNullable(login);
    }
}
