// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import java.util.HashMap;
import java.util.Map;

/**
 * Shares the requests of one window. Half of all are for whoever comes first, the other half is shared equally, so that some
 * are left for who comes late. How many sharers there will be is taken from the windows before.
 */
final class RequestShares {
    private static final int MOST_SHARERS = 10_000;
    /** Half of the second half is shared: more may come than were expected. */
    private static final int PART = 4;

    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Integer> shared = new HashMap<>();
    private final int expectedBefore;
    private int sum;

    RequestShares(int expectedBefore) {
        this.expectedBefore = expectedBefore;
    }

    /** How many sharers the next window shall expect; a moment of silence makes nobody forgotten. */
    int expected() {
        return Math.max(taken.size(), expectedBefore / 2);
    }

    /** Tells whether somebody may take one more. Who is refused is a sharer, too. */
    boolean hasRoom(String who, int most, int all) {
        if (taken.size() < MOST_SHARERS) {
            taken.putIfAbsent(who, 0);
        }
        int sharers = Math.max(expectedBefore, taken.size()) + 1;
        boolean room = isFirstHalf(all) || shared.getOrDefault(who, 0) < Math.max(1, all / PART / sharers);
        return room && sum < all && taken.getOrDefault(who, 0) < most;
    }

    void take(String who, int all) {
        if (!isFirstHalf(all)) {
            shared.merge(who, 1, Integer::sum);
        }
        taken.merge(who, 1, Integer::sum);
        sum++;
    }

    private boolean isFirstHalf(int all) {
        return sum < all / 2;
    }
}
