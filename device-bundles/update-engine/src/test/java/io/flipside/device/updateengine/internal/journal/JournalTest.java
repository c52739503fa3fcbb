// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flipside.device.service.ReplaceableService;
import io.flipside.device.state.StateStore;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final JournalEntry ENTRY = JournalEntry.begin(
            new UpdateRequest("1", UpdateRequest.Mode.MANAGED, URI.create("test:x"), Optional.empty()), "p");

    private final ReplaceableService<StateStore> store = new ReplaceableService<>();
    private final Journal journal = new Journal(store, new GracefulStop(), Duration.ofMillis(50));

    @Test
    void asksTheSuccessorOfAStoreThatIsReplacedInMidWrite() throws Exception {
        Memory successor = new Memory();
        store.set(new Memory() {
            @Override
            public void write(Map<String, Optional<String>> changes) throws IOException {
                store.unset(this);
                store.set(successor);
                throw new IOException("closed");
            }
        });
        journal.write(ENTRY, Optional.empty());
        assertThat(successor.values).containsKey("engine.journal");
    }

    @Test
    void passesOnTheFailureOfAStoreThatStays() {
        store.set(new Memory() {
            @Override
            public void write(Map<String, Optional<String>> changes) throws IOException {
                throw new IOException("disk full");
            }
        });
        assertThatIOException()
                .isThrownBy(() -> journal.write(ENTRY, Optional.empty()))
                .withMessage("disk full");
    }

    @Test
    void saysSoWhenThereIsNoStore() {
        assertThatIOException().isThrownBy(journal::last).withMessageContaining("no state store");
    }

    private static class Memory implements StateStore {
        final Map<String, String> values = new HashMap<>();

        @Override
        public Optional<String> read(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void write(Map<String, Optional<String>> changes) throws IOException {
            changes.forEach((key, value) -> value.ifPresent(text -> values.put(key, text)));
        }
    }
}
