// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.entity.User;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.SchemaMigrated;
import io.flipside.server.schedule.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Resets the password of a user when the launcher's command {@code reset-password} asks for it, by a file in the data
 * directory. The new password is in a file that only its owner can read, until the command has shown it.
 */
@ApplicationScoped
class PasswordResetReceiver {
    private static final Logger LOG = System.getLogger(PasswordResetReceiver.class.getName());
    private static final int LONGEST = 300;
    /** The command has given up by then, and nobody would see the new password. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Inject
    TransactionRunner transactions;

    @Inject
    UserAccounts accounts;

    @Inject
    @ConfigProperty(name = "flipside.data")
    String data;

    @Inject
    PeriodicTasks tasks;

    void start(@Observes SchemaMigrated event) {
        Path folder = Path.of(data).toAbsolutePath();
        tasks.every(Duration.ofSeconds(1), LOG, "a password cannot be reset now", () -> look(folder));
    }

    void look(Path folder) throws IOException {
        Path request = folder.resolve("reset-password.request");
        if (!Files.isRegularFile(request, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Instant asked =
                Files.getLastModifiedTime(request, LinkOption.NOFOLLOW_LINKS).toInstant();
        String email =
                Files.size(request) > LONGEST ? "" : Files.readString(request).strip();
        Files.delete(request);
        if (asked.isBefore(Instant.now().minus(LONGEST_WAIT))) {
            LOG.log(Level.WARNING, "a request to reset a password was too old, and is refused; repeat the command");
            return;
        }
        reset(email, folder.resolve("reset-password.answer"));
    }

    /** The password is in the answer before it is changed: whatever ends the server then, it is not lost. */
    private void reset(String email, Path answer) throws IOException {
        // All reading in transactions: outside of requests, nothing else keeps the entity manager open.
        List<User> users = transactions.run(accounts::all);
        Optional<User> user = users.stream()
                .filter(each -> each.email().equals(User.normal(email)))
                .findFirst();
        if (user.isEmpty()) {
            write(
                    answer,
                    "there is no user '" + email + "'; there are "
                            + users.stream().map(User::email).collect(Collectors.joining(", ")));
            return;
        }
        String password = PasswordHashing.generate();
        String hash = PasswordHashing.hash(password);
        String sentence = "The password of " + user.get().email() + " is now " + password
                + "  (shown only once; all sessions are ended)";
        write(answer, "wait: " + sentence);
        transactions.run(() -> accounts.resetPassword(user.get().id(), hash));
        write(answer, "done: " + sentence);
    }

    private static void write(Path file, String text) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made, text);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
