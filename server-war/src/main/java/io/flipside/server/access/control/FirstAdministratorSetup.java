// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.SchemaMigrated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the first administrator on the first start, with a password from the environment or a generated one. */
@ApplicationScoped
class FirstAdministratorSetup {
    @Inject
    TransactionRunner transactions;

    @Inject
    UserAccounts accounts;

    @Inject
    @ConfigProperty(name = "flipside.admin.email")
    Optional<String> email;

    @Inject
    @ConfigProperty(name = "flipside.admin.password")
    Optional<String> password;

    void prepare(@Observes SchemaMigrated ready) {
        if (accounts.count() > 0) {
            return;
        }
        String who = email.orElse("admin@flipside.local");
        String secret = password.orElseGet(PasswordHashing::generate);
        transactions.run(() -> accounts.create(who, secret));
        if (password.isEmpty()) {
            show(who, secret);
        }
    }

    /** To the terminal, once, and not through a logger: logs are kept, and read by others. */
    private static void show(String who, String secret) {
        System.out.println("First administrator: " + who + "  password: " + secret + "  (shown only once)");
    }
}
