// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.state.StateStore;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stores the last journal entry of the update and the provides of the installed artifacts in the state store. The store
 * may be replaced at any moment. Thread-safe.
 */
public final class Journal {
    /** Longest provides, in characters of JSON; the journal needs room beside them. */
    public static final int MAX_PROVIDES = 200_000;

    private static final String JOURNAL = "engine.journal";
    private static final String PROVIDES = "engine.provides";

    private final ReplaceableService<StateStore> store;
    private final GracefulStop stop;
    private final Duration timeout;

    /** The time-out is for a store that is being replaced. */
    public Journal(ReplaceableService<StateStore> store, GracefulStop stop, Duration timeout) {
        this.store = store;
        this.stop = stop;
        this.timeout = timeout;
    }

    /** Makes one with a shorter time-out, for callers that should not be kept waiting. */
    public Journal within(Duration shorter) {
        return new Journal(store, stop, shorter);
    }

    /** Returns the last entry, if there ever was one. */
    public Optional<JournalEntry> last() throws IOException, InterruptedException {
        Optional<String> text = read(JOURNAL);
        return text.isPresent() ? Optional.of(JournalFormat.read(text.get())) : Optional.empty();
    }

    /** Returns what the installed artifacts provide; empty before the first update. */
    public Optional<SortedMap<String, String>> provides() throws IOException, InterruptedException {
        Optional<String> text = read(PROVIDES);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        JsonObject json =
                JsonObject.builder().put(PROVIDES, Json.parse(text.get())).build();
        return json.stringMap(PROVIDES).map(TreeMap::new);
    }

    /** Writes an entry, and in the same moment, if they change, the provides. */
    public void write(JournalEntry entry, Optional<SortedMap<String, String>> provides)
            throws IOException, InterruptedException {
        Map<String, Optional<String>> changes = new HashMap<>();
        changes.put(JOURNAL, Optional.of(JournalFormat.write(entry)));
        provides.ifPresent(map -> changes.put(PROVIDES, Optional.of(text(map))));
        withStore(current -> {
            return stop.critically(() -> {
                current.write(changes);
                return Optional.empty();
            });
        });
    }

    /** Returns whether provides are small enough to be stored. */
    public static boolean fits(SortedMap<String, String> provides) {
        return text(provides).length() <= MAX_PROVIDES;
    }

    private static String text(SortedMap<String, String> provides) {
        return Json.text(JsonObject.ofStrings(provides));
    }

    private Optional<String> read(String key) throws IOException, InterruptedException {
        return withStore(current -> current.read(key));
    }

    private Optional<String> withStore(Use use) throws IOException, InterruptedException {
        while (true) {
            StateStore current = store.await(timeout)
                    .orElseThrow(() -> new IOException("there is no state store, and none came within "
                            + timeout.toSeconds() + " s; start its bundle"));
            try {
                return use.with(current);
            } catch (IOException e) {
                if (store.now().filter(now -> now == current).isPresent()) {
                    throw e;
                }
                // It failed because it is being replaced; its successor tells what has become durable.
            }
        }
    }

    private interface Use {
        Optional<String> with(StateStore current) throws IOException;
    }
}
