// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.access.entity.User;
import io.flipside.server.change.TransactionRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordResetReceiverTest {
    private final User user = new User("a@example.com", "old hash");
    private final PasswordResetReceiver receiver = new PasswordResetReceiver();
    private Path request = Path.of("");
    private Path answer = Path.of("");

    @TempDir
    Path data;

    @BeforeEach
    void ask() throws Exception {
        request = Files.writeString(data.resolve("reset-password.request"), user.email());
        answer = data.resolve("reset-password.answer");
        receiver.transactions = new TransactionRunner() {
            @Override
            public <T> T run(Supplier<T> change) {
                return change.get();
            }
        };
        receiver.accounts = accounts(() -> {});
    }

    private UserAccounts accounts(Runnable failure) {
        return new UserAccounts() {
            @Override
            public List<User> all() {
                return List.of(user);
            }

            @Override
            public void resetPassword(String id, String hash) {
                failure.run();
                user.resetPassword(hash);
            }
        };
    }

    @Test
    void theAnswerBringsTheNewPassword() throws Exception {
        receiver.look(data);
        assertThat(PasswordHashing.matches(answered("done: "), user.passwordHash()))
                .isTrue();
    }

    @Test
    void thePasswordIsInTheAnswerBeforeItIsChanged() {
        receiver.accounts = accounts(() -> {
            throw new IllegalStateException("the server ends here");
        });
        assertThatThrownBy(() -> receiver.look(data)).hasMessageContaining("ends here");
        assertThat(answer).content().startsWith("wait: The password of a@example.com is now ");
    }

    @Test
    void aRequestWhoseCommandHasGivenUpIsRemoved() throws Exception {
        Files.setLastModifiedTime(request, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
        receiver.look(data);
        assertThat(user.passwordHash()).isEqualTo("old hash");
        assertThat(data).isEmptyDirectory();
    }

    private String answered(String kind) throws Exception {
        String text = Files.readString(answer);
        assertThat(text).startsWith(kind);
        return text.replaceAll(".* is now (\\S+) .*", "$1");
    }
}
