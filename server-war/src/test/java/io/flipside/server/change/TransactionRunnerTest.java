// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.http.ErrorResponseException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionRunnerTest {
    private final RecordedTransactions recorded = new RecordedTransactions();
    private final TransactionRunner transactions = recorded.runner();
    private final List<String> done = recorded.events();

    @Test
    void aChangeIsOneTransaction() {
        String result = transactions.run(() -> {
            done.add("change");
            return "result";
        });
        assertThat(result).isEqualTo("result");
        assertThat(done).containsExactly("begin", "change", "flush", "commit");
    }

    @Test
    void aChangeInsideAChangeIsPartOfIt() {
        transactions.run(() -> transactions.run(() -> {
            done.add("inner");
        }));
        assertThat(done).containsExactly("begin", "inner", "flush", "commit");
    }

    @Test
    void anExceptionUndoesTheChangeAndIsNotTriedAgain() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    throw ErrorResponseException.conflict("no");
                }))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessage("no");
        assertThat(done).containsExactly("begin", "rollback");
    }

    static Stream<RuntimeException> conflicts() {
        return Stream.of(
                new OptimisticLockException("version"),
                new PersistenceException(new SQLException("H2: duplicate key", "23505", 23505)),
                new PersistenceException(new SQLException("H2: deadlock", "40001", 40001)),
                new PersistenceException(new SQLException("H2: lock time-out", "HYT00", 50200)),
                new PersistenceException(new SQLException("H2: changed by another", "90131", 90131)),
                new PersistenceException(new SQLException("MariaDB: deadlock", "40001", 1213)),
                new PersistenceException(new SQLException("MariaDB: duplicate key", "23000", 1062)),
                new PersistenceException(new SQLException("MariaDB: lock wait timeout", "41000", 1205)));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void aChangeThatMetAnotherIsMadeOnceMore(RuntimeException conflict) {
        List<RuntimeException> first = new ArrayList<>(List.of(conflict));
        transactions.run(() -> {
            if (!first.isEmpty()) {
                throw first.remove(0);
            }
            done.add("second");
        });
        assertThat(done).containsExactly("begin", "rollback", "begin", "second", "flush", "commit");
    }

    @Test
    void aCommitThatMetAnotherChangeIsMadeOnceMore() {
        recorded.refuseCommit(rollback(new SQLException("certification failed", "40001", 1213)));
        transactions.run(() -> {});
        assertThat(done).containsExactly("begin", "flush", "commit", "begin", "flush", "commit");
    }

    /** Not once more: what undid it undoes it again, or it was made and only the answer was lost. */
    static Stream<Exception> failedCommits() {
        return Stream.of(
                new RollbackException("marked"),
                rollback(new SQLException("link failure", "08S01", 0)),
                rollback(new SQLException("statement completion unknown", "40003", 0)),
                new SystemException("link failure"));
    }

    private static RollbackException rollback(SQLException cause) {
        RollbackException refusal = new RollbackException("undone");
        refusal.initCause(cause);
        return refusal;
    }

    @ParameterizedTest
    @MethodSource("failedCommits")
    void aCommitThatFailsByAnythingElseIsAnErrorAtOnce(Exception failure) {
        recorded.refuseCommit(failure);
        assertThatThrownBy(() -> transactions.run(() -> {})).isInstanceOf(RuntimeException.class);
        assertThat(done).containsExactly("begin", "flush", "commit");
    }

    @Test
    void aCommitThatTheDatabaseDoesNotConfirmIsUnavailable() {
        recorded.refuseCommit(new SystemException("link failure"));
        assertThatThrownBy(() -> transactions.run(() -> {}))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("did not confirm");
    }

    @Test
    void triesThatWaitForALockEndAfterSeconds() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    recorded.pass(Duration.ofSeconds(2));
                    throw new PersistenceException(new SQLException("MariaDB: lock wait timeout", "41000", 1205));
                }))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("try again");
        assertThat(done).containsExactly("begin", "rollback", "begin", "rollback", "begin", "rollback");
    }

    @Test
    void aValueThatTheDatabaseRefusesIsAnErrorAtOnce() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    throw new PersistenceException(new SQLException("H2: null not allowed", "23502", 23502));
                }))
                .isInstanceOf(PersistenceException.class);
        assertThat(done).containsExactly("begin", "rollback");
    }

    @Test
    void aChangeThatAlwaysMeetsAnotherIsUnavailable() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    throw new OptimisticLockException("version");
                }))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("try again");
    }

    @Test
    void whatFollowsIsAChangeOfItsOwnAfterTheCommit() {
        transactions.run(() -> transactions.afterCommit("it", () -> done.add("follow-up")));
        assertThat(done).containsExactly("begin", "flush", "commit", "begin", "follow-up", "flush", "commit");
    }

    @Test
    void nothingFollowsFromWhatWasUndone() {
        List<String> tries = new ArrayList<>();
        transactions.run(() -> {
            tries.add("try");
            int number = tries.size();
            transactions.afterCommit("it", () -> done.add("follow-up of try " + number));
            if (number == 1) {
                throw new OptimisticLockException("version");
            }
        });
        assertThat(done).contains("follow-up of try 2").doesNotContain("follow-up of try 1");
    }

    @Test
    void aFollowUpThatFailsUndoesNeitherTheChangeNorAnotherFollowUp() {
        String result = transactions.run(() -> {
            transactions.afterCommit("it", () -> {
                throw new IllegalStateException("not now");
            });
            transactions.afterCommit("the other", () -> done.add("the other"));
            return "result";
        });
        assertThat(result).isEqualTo("result");
        assertThat(done)
                .containsExactly(
                        "begin", "flush", "commit", "begin", "rollback", "begin", "the other", "flush", "commit");
    }

    @Test
    void anErrorOfAFollowUpDoesNotFailTheChangeEither() {
        String result = transactions.run(() -> {
            transactions.afterCommit("it", () -> {
                throw new StackOverflowError();
            });
            return "result";
        });
        assertThat(result).isEqualTo("result");
    }

    @Test
    void outsideOfAChangeNothingCanFollow() {
        assertThatThrownBy(() -> transactions.afterCommit("it", () -> {})).isInstanceOf(IllegalStateException.class);
    }
}
