// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.access.entity.User;
import io.flipside.server.access.entity.UserToken;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Manages users, their passwords and their tokens. */
@ApplicationScoped
public class UserAccounts {
    private static final Logger LOG = System.getLogger(UserAccounts.class.getName());
    private static final int SHORTEST_PASSWORD = 8;

    private final LoginThrottle throttle = new LoginThrottle();

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    JwtTokens tokens;

    @Inject
    @ConfigProperty(name = "flipside.user-token.seconds")
    long tokenSeconds;

    /** A token for whoever knows the password. */
    @Transactional(TxType.MANDATORY)
    public Optional<String> logIn(String email, String password, String from) {
        String key = User.normal(email) + " from " + from;
        Duration wait = throttle.wait(key, Instant.now());
        if (!wait.isZero()) {
            throw ErrorResponseException.tooMany(
                    "too many wrong passwords; try again in " + (wait.toSeconds() + 1) + " s");
        }
        Optional<User> user = byEmail(email);
        boolean right =
                PasswordHashing.matches(password, user.map(User::passwordHash).orElse(PasswordHashing.NOBODY))
                        && user.isPresent();
        if (!right) {
            throttle.failed(key, Instant.now());
            LOG.log(Level.WARNING, "login refused: wrong e-mail address or password, from " + from);
            return Optional.empty();
        }
        throttle.succeeded(key);
        return user.map(this::issue);
    }

    private String issue(User user) {
        Instant now = MicrosecondClock.now();
        String id = UUID.randomUUID().toString();
        Duration life = Duration.ofSeconds(tokenSeconds);
        entities.createNamedQuery(UserToken.DELETE_EXPIRED)
                .setParameter("now", now)
                .executeUpdate();
        entities.persist(new UserToken(id, user.id(), now.plus(life)));
        user.loggedIn(now);
        outbox.record(new UserLoggedIn(user.id(), user.email()));
        return tokens.issue(CallerRole.USER, new JwtTokens.Claims(id, user.id()), life);
    }

    /** Whether the token was issued and not revoked since. */
    public boolean holds(JwtTokens.Claims claims) {
        UserToken token = entities.find(UserToken.class, claims.id());
        return token != null && token.serves(claims.subject(), Instant.now());
    }

    @Transactional(TxType.MANDATORY)
    public void logOut(String tokenId) {
        Optional.ofNullable(entities.find(UserToken.class, tokenId)).ifPresent(entities::remove);
    }

    @Transactional(TxType.MANDATORY)
    public User create(String email, String password) {
        requireStrong(password);
        return createHashed(email, PasswordHashing.hash(password));
    }

    /** The same with the hash of a password that was found strong enough. */
    @Transactional(TxType.MANDATORY)
    User createHashed(String email, String hash) {
        if (!User.normal(email).matches("[\\x21-\\x7e&&[^@]]{1,64}@[\\x21-\\x7e&&[^@]]{1,189}")) {
            throw ErrorResponseException.unprocessable("email must be an e-mail address in ASCII");
        }
        if (byEmail(email).isPresent()) {
            throw ErrorResponseException.unprocessable("a user with this email exists already");
        }
        User user = new User(email, hash);
        entities.persist(user);
        outbox.record(new UserCreated(user.id(), user.email()));
        return user;
    }

    /** Changes a password and ends all sessions but the one that asked. */
    @Transactional(TxType.MANDATORY)
    public void changePassword(String id, String current, String password) {
        User user = get(id);
        if (!PasswordHashing.matches(current, user.passwordHash())) {
            throw ErrorResponseException.unprocessable("current_password is wrong");
        }
        requireStrong(password);
        user.changePassword(PasswordHashing.hash(password));
        revokeAll(id);
        outbox.record(new UserPasswordChanged(id, user.email()));
    }

    @Transactional(TxType.MANDATORY)
    public void delete(String id) {
        // Locked, all of them: of two deletions at once, the later one sees what the earlier one left.
        int left = entities.createNamedQuery(User.ALL, User.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .size();
        if (left <= 1) {
            throw ErrorResponseException.conflict("the last user cannot be deleted: nobody could log in any more");
        }
        revokeAll(id);
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

    private Optional<User> byEmail(String email) {
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

    static void requireStrong(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > 1024) {
            throw ErrorResponseException.unprocessable(
                    "password must have at least " + SHORTEST_PASSWORD + " characters");
        }
    }
}
