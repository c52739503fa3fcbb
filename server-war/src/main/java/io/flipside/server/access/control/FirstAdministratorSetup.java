// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.DatabaseEmpty;
import io.flipside.server.database.SchemaMigrated;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Creates the first administrator on the first start, with a password from the environment or a generated one. The
 * password is hashed beside the migration of an empty database, because it takes as long.
 */
@ApplicationScoped
class FirstAdministratorSetup {
    @Inject
    TransactionRunner transactions;

    @Inject
    UserAccounts accounts;

    @Resource
    ManagedExecutorService executor;

    @Inject
    @ConfigProperty(name = "flipside.admin.email")
    Optional<String> email;

    @Inject
    @ConfigProperty(name = "flipside.admin.password")
    Optional<String> password;

    private @Nullable CompletableFuture<HashedSecret> hashed;

    void prepare(@Observes DatabaseEmpty before) {
        hashed = CompletableFuture.supplyAsync(this::hash, executor);
    }

    void create(@Observes SchemaMigrated ready) {
        if (accounts.count() > 0) {
            return;
        }
        String who = email.orElse("admin@flipside.local");
        HashedSecret secret = hashed == null ? hash() : hashed.join();
        // Another instance may start on the same empty database, and be first.
        boolean made = transactions.run(() -> {
            boolean first = accounts.count() == 0;
            if (first) {
                accounts.create(who, secret.hash());
            }
            return first;
        });
        if (made && password.isEmpty()) {
            show(who, secret.password());
        }
    }

    private HashedSecret hash() {
        String secret = password.orElseGet(PasswordHashing::generate);
        UserAccounts.requireStrong(secret);
        return new HashedSecret(secret, PasswordHashing.hash(secret));
    }

    /** To the terminal, once, and not through a logger: logs are kept, and read by others. */
    private static void show(String who, String secret) {
        System.out.println("First administrator: " + who + "  password: " + secret + "  (shown only once)");
    }

    private record HashedSecret(String password, String hash) {
        @Override
        public String toString() {
            return "HashedSecret";
        }
    }
}
