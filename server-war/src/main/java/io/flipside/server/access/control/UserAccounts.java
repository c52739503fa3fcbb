// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.access.entity.User;
import io.flipside.server.access.entity.UserToken;
import io.flipside.server.change.RowLocks;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Manages users, their passwords and their tokens. */
@ApplicationScoped
public class UserAccounts {
    private static final int SHORTEST_PASSWORD = 8;

    @PersistenceContext
    EntityManager entities;

    @Inject
    RowLocks locks;

    @Inject
    Outbox outbox;

    @Inject
    JwtTokens tokens;

    @Inject
    @ConfigProperty(name = "flipside.user-token.seconds")
    long tokenSeconds;

    /**
     * A token for whoever has proved to know the password with this hash. Nobody, if the user was deleted or the password
     * changed while it was checked: the row is locked, so neither can happen until the token is there to be revoked.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<String> issueToken(String userId, String provedHash, String address) {
        return locks.lock(User.class, userId)
                .filter(user -> user.passwordHash().equals(provedHash))
                .map(user -> issue(user, address));
    }

    private String issue(User user, String address) {
        Instant now = MicrosecondClock.now();
        String id = UUID.randomUUID().toString();
        Duration life = Duration.ofSeconds(tokenSeconds);
        entities.createNamedQuery(UserToken.DELETE_EXPIRED)
                .setParameter("now", now)
                .executeUpdate();
        entities.persist(new UserToken(id, user.id(), now.plus(life)));
        user.loggedIn(now, address);
        outbox.record(new UserLoggedIn(user.id(), user.email()));
        return tokens.issue(CallerRole.USER, new JwtTokens.Claims(id, user.id()), life);
    }

    /** Whether the token was issued and not revoked since, to a user who is still there. */
    public boolean holds(JwtTokens.Claims claims) {
        return entities.createNamedQuery(UserToken.HELD, Long.class)
                        .setParameter("id", claims.id())
                        .setParameter("user", claims.subject())
                        .setParameter("now", Instant.now())
                        .getSingleResult()
                > 0;
    }

    @Transactional(TxType.MANDATORY)
    public void logOut(String tokenId) {
        Optional.ofNullable(entities.find(UserToken.class, tokenId)).ifPresent(entities::remove);
    }

    /** Creates a user whose password was found strong enough, and was hashed. */
    @Transactional(TxType.MANDATORY)
    public User create(String email, String hash) {
        requireFree(email);
        User user = new User(email, hash);
        entities.persist(user);
        outbox.record(new UserCreated(user.id(), user.email()));
        return user;
    }

    private void requireFree(String email) {
        if (!User.normal(email).matches("[\\x21-\\x7e&&[^@]]{1,64}@[\\x21-\\x7e&&[^@]]{1,189}")) {
            throw ErrorResponseException.unprocessable("email must be an e-mail address in ASCII");
        }
        if (byEmail(email).isPresent()) {
            throw ErrorResponseException.unprocessable("a user with this email exists already");
        }
    }

    /** Refuses a caller who was deleted while the request was under way, and keeps others from being deleted until it ends. */
    @Transactional(TxType.MANDATORY)
    public void requirePresent(String caller) {
        if (locks.lock(User.class, caller).isEmpty()) {
            throw ErrorResponseException.unauthorized("log in first: this user was deleted");
        }
    }

    /** Changes the password with a hash that was proved, and ends all sessions. */
    @Transactional(TxType.MANDATORY)
    public void changePassword(String id, String provedHash, String hash) {
        User user = proved(id, provedHash);
        user.changePassword(hash);
        revokeAll(id);
        outbox.record(new UserPasswordChanged(id, user.email()));
    }

    /** Changes the e-mail address, with a hash that was proved. */
    @Transactional(TxType.MANDATORY)
    public void changeEmail(String id, String provedHash, String email) {
        User user = proved(id, provedHash);
        if (!User.normal(email).equals(user.email())) {
            requireFree(email);
            outbox.record(new UserEmailChanged(id, user.email(), User.normal(email)));
            user.changeEmail(email);
        }
    }

    private User proved(String id, String hash) {
        return locks.lock(User.class, id)
                .filter(found -> found.passwordHash().equals(hash))
                .orElseThrow(() -> ErrorResponseException.conflict("the password was changed at the same moment"));
    }

    /** Gives a user who lost his password another one, generated on the server's machine. */
    @Transactional(TxType.MANDATORY)
    public void resetPassword(String id, String hash) {
        User user = locks.lock(User.class, id).orElseThrow(() -> ErrorResponseException.notFound("user", id));
        user.resetPassword(hash);
        revokeAll(id);
        outbox.record(new UserPasswordReset(id, user.email()));
    }

    @Transactional(TxType.MANDATORY)
    public void delete(String caller, String id) {
        List<User> left = locks.lock(entities.createNamedQuery(User.ALL, User.class));
        if (left.size() <= 1) {
            throw ErrorResponseException.conflict("the last user cannot be deleted: nobody could log in any more");
        }
        requirePresent(caller);
        User user = get(id);
        entities.remove(user);
        outbox.record(new UserDeleted(id, user.email()));
    }

    public User get(String id) {
        return Optional.ofNullable(entities.find(User.class, id))
                .orElseThrow(() -> ErrorResponseException.notFound("user", id));
    }

    public List<User> all() {
        return entities.createNamedQuery(User.ALL, User.class).getResultList();
    }

    long count() {
        return entities.createNamedQuery(User.COUNT, Long.class).getSingleResult();
    }

    public Optional<User> byEmail(String email) {
        return entities.createNamedQuery(User.BY_EMAIL, User.class)
                .setParameter("email", User.normal(email))
                .getResultStream()
                .findFirst();
    }

    private void revokeAll(String user) {
        entities.createNamedQuery(UserToken.DELETE_OF_USER)
                .setParameter("user", user)
                .executeUpdate();
    }

    public static void requireStrong(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > 1024) {
            throw ErrorResponseException.unprocessable(
                    "password must have at least " + SHORTEST_PASSWORD + " characters");
        }
    }
}
