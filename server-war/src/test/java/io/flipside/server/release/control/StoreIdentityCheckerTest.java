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

    private Optional<String> objection() throws IOException {
        return StoreIdentityChecker.objection(store, () -> Optional.of(known), ids -> rows);
    }

    private Optional<String> objection(String mark) throws IOException {
        store.mark(mark);
        return objection();
    }

    private String publish() throws IOException {
        String id = UUID.randomUUID().toString();
        store.begin(id).publish();
        return id;
    }

    @Test
    void theStoreThatBelongsToTheDatabaseIsGood() throws IOException {
        assertThat(objection(known.mark())).isEmpty();
    }

    /** A kill between the two leaves them so. */
    @Test
    void aStoreThatIsBehindIsGood() throws IOException {
        String mark = known.mark();
        known.advance();
        assertThat(objection(mark)).isEmpty();
    }

    @Test
    void aDatabaseThatIsBehindWasRestored() throws IOException {
        StoreIdentity later = StoreIdentity.parse(known.mark());
        later.advance();
        assertThat(objection(later.mark())).hasValueSatisfying(why -> assertThat(why)
                .contains("restored from a backup", "restore a newer backup", "delete the file store-id"));
    }

    /** Of two databases with one identity, the one that is behind notices; the other one may not sweep what that has. */
    @Test
    void whatOneOfTwoEqualDatabasesNoticesIsAnObjectionToTheOther() throws IOException {
        StoreIdentity later = StoreIdentity.parse(known.mark());
        later.advance();
        objection(later.mark());
        assertThat(StoreIdentityChecker.objection(store, () -> Optional.of(later), ids -> rows))
                .isPresent();
    }

    @Test
    void theStoreOfAnotherDatabaseIsRefused() throws IOException {
        StoreIdentity other = StoreIdentity.generate();
        assertThat(objection(other.mark()))
                .hasValueSatisfying(why -> assertThat(why).contains("another database", other.id(), known.id()));
    }

    @Test
    void aFreshDatabaseHasNoStoreThatIsMarked() throws IOException {
        store.mark(known.mark());
        assertThat(StoreIdentityChecker.objection(store, Optional::empty, ids -> rows))
                .hasValueSatisfying(why -> assertThat(why).contains("another database", known.id(), "none yet"));
    }

    @Test
    void aMarkThatCannotBeReadIsRefused() throws IOException {
        assertThat(objection("")).isPresent();
    }

    @Test
    void anEmptyStoreIsAdopted() throws IOException {
        assertThat(objection()).isEmpty();
    }

    @Test
    void aStoreOfAnOlderServerIsAdoptedByTheDatabaseThatKnowsIt() throws IOException {
        rows.add(publish());
        store.begin(UUID.randomUUID().toString());
        assertThat(objection()).isEmpty();
    }

    @Test
    void aStoreOfAnOlderServerIsNotAdoptedByADatabaseThatDoesNotKnowAllOfIt() throws IOException {
        rows.add(publish());
        rows.add(publish());
        String unknown = publish();
        assertThat(objection()).hasValueSatisfying(why -> assertThat(why)
                .contains("only 2 of its 3", unknown, "delete the file store-id"));
    }

    /** However much the database has got to know since. */
    @Test
    void aStoreThatWasNotAdoptedBelongsToNobodyUntilItsMarkIsDeleted() throws IOException {
        String unknown = publish();
        Optional<String> first = objection();
        for (int i = 0; i < 9; i++) {
            rows.add(publish());
        }
        assertThat(objection()).isPresent().isEqualTo(first);
        rows.add(unknown);
        assertThat(objection()).isPresent().isEqualTo(first);
    }
}
