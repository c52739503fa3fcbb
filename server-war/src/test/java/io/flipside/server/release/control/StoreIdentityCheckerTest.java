// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.release.entity.StoreIdentity;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreIdentityCheckerTest {
    private final ArtifactStore store = new ObjectArtifactStore(new MemoryBucket());
    private final Set<String> rows = new HashSet<>();
    private final StoreIdentity known = StoreIdentity.generate();

    private static Optional<String> objection(String mark, StoreIdentity known) {
        return StoreIdentityChecker.objection(StoreIdentity.parse(mark), Optional.of(known));
    }

    private Optional<String> objectionToAdoption() throws IOException {
        return StoreIdentityChecker.objectionToAdoption(store, ids -> rows);
    }

    private String publish() throws IOException {
        String id = UUID.randomUUID().toString();
        store.begin(id).publish();
        return id;
    }

    @Test
    void theStoreThatBelongsToTheDatabaseIsGood() {
        assertThat(objection(known.mark(), known)).isEmpty();
    }

    /** A kill between the two leaves them so. */
    @Test
    void aStoreThatIsBehindIsGood() {
        String mark = known.mark();
        known.advance();
        assertThat(objection(mark, known)).isEmpty();
    }

    @Test
    void aDatabaseThatIsBehindWasRestored() {
        StoreIdentity later = StoreIdentity.parse(known.mark());
        later.advance();
        assertThat(objection(later.mark(), known)).hasValueSatisfying(why -> assertThat(why)
                .contains("restored from a backup", "restore a newer backup"));
    }

    @Test
    void theStoreOfAnotherDatabaseIsRefused() {
        StoreIdentity other = StoreIdentity.generate();
        assertThat(objection(other.mark(), known))
                .hasValueSatisfying(why -> assertThat(why).contains("another database", other.id(), known.id()));
    }

    @Test
    void aFreshDatabaseHasNoStoreThatIsMarked() {
        assertThat(StoreIdentityChecker.objection(known, Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("another database", known.id(), "none yet"));
    }

    @Test
    void aMarkThatCannotBeReadIsRefused() {
        assertThat(objection("", known)).isPresent();
    }

    @Test
    void anEmptyStoreIsAdopted() throws IOException {
        assertThat(objectionToAdoption()).isEmpty();
    }

    @Test
    void aStoreOfAnOlderServerIsAdoptedByTheDatabaseThatKnowsIt() throws IOException {
        rows.add(publish());
        publish();
        assertThat(objectionToAdoption()).isEmpty();
    }

    @Test
    void aStoreOfAnOlderServerIsNotAdoptedByADatabaseThatKnowsLittleOfIt() throws IOException {
        rows.add(publish());
        publish();
        publish();
        assertThat(objectionToAdoption())
                .hasValueSatisfying(why -> assertThat(why).contains("only 1 of its 3"));
    }
}
