// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.entity.User;
import io.flipside.server.http.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Throttles logins by account and by address: once the free ones are used up, each attempt doubles the wait. An attempt
 * counts before it is evaluated, so that many at once are not all evaluated. Remembers a bounded number of accounts and
 * addresses, in memory only: losing them helps an attacker little.
 */
@ApplicationScoped
public class LoginThrottle {
    private static final int FREE_OF_ACCOUNT = 5;
    /** An office has one address. */
    private static final int FREE_OF_ADDRESS = 20;

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Attempts> accounts = new LinkedHashMap<>();
    private final Map<String, Attempts> addresses = new LinkedHashMap<>();

    private record Attempts(int count, Instant blockedUntil) {}

    /**
     * Identifies the account and the address of a login.
     *
     * @param email of the account
     * @param address of the client
     * @param lastSeenThere whether the account's last login came from there: then only attempts from there count
     */
    public record Origin(String email, String address, boolean lastSeenThere) {
        private String account() {
            return User.normal(email) + (lastSeenThere ? " from " + network() : "");
        }

        private String network() {
            return ClientAddress.network(address);
        }

        private String site() {
            return ClientAddress.site(address);
        }
    }

    /** Answers how long to wait before an attempt. */
    public synchronized Duration wait(Origin origin, Instant now) {
        Duration wait = wait(accounts.get(origin.account()), now);
        if (!origin.lastSeenThere()) {
            Duration second = wait(addresses.get(origin.site()), now);
            wait = wait.compareTo(second) > 0 ? wait : second;
        }
        return wait;
    }

    /** Counts an attempt that is evaluated now, and answers zero; else answers how long to wait. */
    public synchronized Duration attempt(Origin origin, Instant now) {
        Duration wait = wait(origin, now);
        if (wait.isZero()) {
            count(accounts, origin.account(), FREE_OF_ACCOUNT, now);
            if (!origin.lastSeenThere()) {
                count(addresses, origin.site(), FREE_OF_ADDRESS, now);
            }
        }
        return wait;
    }

    /** Forgives the account all, and its address this one attempt: others there may have guessed. */
    public synchronized void succeeded(Origin origin) {
        accounts.remove(origin.account());
        if (!origin.lastSeenThere()) {
            addresses.computeIfPresent(
                    origin.site(),
                    (address, known) -> known.count <= 1 ? null : new Attempts(known.count - 1, known.blockedUntil));
        }
    }

    private static Duration wait(@Nullable Attempts known, Instant now) {
        return known == null || !known.blockedUntil.isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, known.blockedUntil);
    }

    private static void count(Map<String, Attempts> all, String key, int free, Instant now) {
        Attempts former = all.remove(key);
        int count = former == null || former.blockedUntil.plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : former.count + 1;
        all.put(key, new Attempts(count, now.plus(pause(count - free))));
        if (all.size() > MOST_KEYS) {
            all.remove(all.keySet().iterator().next());
        }
    }

    private static Duration pause(int beyond) {
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(beyond, 20));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
