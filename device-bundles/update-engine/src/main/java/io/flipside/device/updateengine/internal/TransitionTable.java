// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static io.flipside.device.update.Phase.AWAIT_COMMIT;
import static io.flipside.device.update.Phase.CLEANUP;
import static io.flipside.device.update.Phase.COMMIT;
import static io.flipside.device.update.Phase.COMMITTED;
import static io.flipside.device.update.Phase.DOWNLOAD;
import static io.flipside.device.update.Phase.FAILURE;
import static io.flipside.device.update.Phase.IDLE;
import static io.flipside.device.update.Phase.INSTALL;
import static io.flipside.device.update.Phase.REBOOT;
import static io.flipside.device.update.Phase.REPORT;
import static io.flipside.device.update.Phase.ROLLBACK;
import static io.flipside.device.update.Phase.ROLLBACK_REBOOT;
import static io.flipside.device.update.Phase.VERIFY_REBOOT;
import static io.flipside.device.update.Phase.VERIFY_ROLLBACK_REBOOT;

import io.flipside.device.update.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole flow. */
final class TransitionTable {
    /** Can't happen; if it does, the update has failed. */
    private static final Phase _____ = FAILURE;

    // spotless:off
    private static final Map<Phase, Map<TransitionEvent, Phase>> TABLE = table(
        //  phase                   DONE                    RESTART          ASK           BACK             STUCK
        row(IDLE,                   DOWNLOAD,               _____,           _____,        _____,           _____  ),
        row(DOWNLOAD,               INSTALL,                _____,           _____,        CLEANUP,         _____  ),
        row(INSTALL,                VERIFY_REBOOT,          REBOOT,          _____,        ROLLBACK,        FAILURE),
        row(REBOOT,                 VERIFY_REBOOT,          _____,           _____,        ROLLBACK,        FAILURE),
        row(VERIFY_REBOOT,          COMMIT,                 _____,           AWAIT_COMMIT, ROLLBACK,        FAILURE),
        row(AWAIT_COMMIT,           COMMIT,                 _____,           _____,        ROLLBACK,        FAILURE),
        row(COMMIT,                 COMMITTED,              _____,           _____,        ROLLBACK,        FAILURE),
        row(COMMITTED,              CLEANUP,                _____,           _____,        CLEANUP,         _____  ),
        row(ROLLBACK,               FAILURE,                ROLLBACK_REBOOT, _____,        _____,           FAILURE),
        row(ROLLBACK_REBOOT,        VERIFY_ROLLBACK_REBOOT, _____,           _____,        _____,           FAILURE),
        row(VERIFY_ROLLBACK_REBOOT, FAILURE,                _____,           _____,        ROLLBACK_REBOOT, _____  ),
        row(FAILURE,                CLEANUP,                _____,           _____,        CLEANUP,         _____  ),
        row(CLEANUP,                REPORT,                 _____,           _____,        REPORT,          _____  ),
        row(REPORT,                 IDLE,                   _____,           _____,        IDLE,            _____  ));

    /** How a new process goes on from the phase that it finds in the journal. */
    private static final Map<Phase, Phase> CUT_OFF = Map.ofEntries(
        Map.entry(IDLE,                   IDLE),
        Map.entry(DOWNLOAD,               DOWNLOAD),               // so often, and no more
        Map.entry(INSTALL,                ROLLBACK),               // half installed, perhaps: once more could spoil what a payload type keeps to go back
        Map.entry(REBOOT,                 VERIFY_REBOOT),          // this is the restart that it was waiting for
        Map.entry(VERIFY_REBOOT,          VERIFY_REBOOT),
        Map.entry(AWAIT_COMMIT,           VERIFY_REBOOT),          // the bootloader may have gone back meanwhile
        Map.entry(COMMIT,                 VERIFY_REBOOT),          // committing the wrong system would be fatal
        Map.entry(COMMITTED,              COMMITTED),
        Map.entry(ROLLBACK,               ROLLBACK),
        Map.entry(ROLLBACK_REBOOT,        VERIFY_ROLLBACK_REBOOT),
        Map.entry(VERIFY_ROLLBACK_REBOOT, VERIFY_ROLLBACK_REBOOT),
        Map.entry(FAILURE,                FAILURE),
        Map.entry(CLEANUP,                CLEANUP),
        Map.entry(REPORT,                 REPORT));
    // spotless:on

    private TransitionTable() {}

    static Phase next(Phase phase, TransitionEvent event) {
        return known(known(TABLE, phase), event);
    }

    static Phase afterCutOff(Phase phase) {
        return known(CUT_OFF, phase);
    }

    private static <K, V> V known(Map<K, V> table, K key) {
        V found = table.get(key);
        if (found == null) {
            throw new IllegalStateException("the table says nothing about " + key);
        }
        return found;
    }

    private record Row(Phase phase, Map<TransitionEvent, Phase> next) {}

    private static Row row(Phase phase, Phase... next) {
        Map<TransitionEvent, Phase> row = new EnumMap<>(TransitionEvent.class);
        for (TransitionEvent event : TransitionEvent.values()) {
            row.put(event, next[row.size()]);
        }
        return new Row(phase, row);
    }

    private static Map<Phase, Map<TransitionEvent, Phase>> table(Row... rows) {
        return Stream.of(rows).collect(Collectors.toUnmodifiableMap(Row::phase, Row::next));
    }
}
