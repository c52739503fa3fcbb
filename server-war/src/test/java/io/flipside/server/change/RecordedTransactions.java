// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records in which order transactions begin and end, without a database. */
final class RecordedTransactions {
    private final List<String> events = new ArrayList<>();
    private final Map<Object, Object> resources = new HashMap<>();
    private boolean active;
    private final Deque<Exception> failures = new ArrayDeque<>();
    private Duration now = Duration.ZERO;

    TransactionRunner runner() {
        TransactionRunner runner = new TransactionRunner();
        runner.nanoTime = () -> now.toNanos();
        runner.transaction = of(TransactionManager.class, (proxy, method, arguments) -> transaction(method.getName()));
        runner.registry = of(
                TransactionSynchronizationRegistry.class,
                (proxy, method, arguments) -> registry(method.getName(), arguments));
        runner.entities = of(EntityManager.class, (proxy, method, arguments) -> events.add(method.getName()));
        return runner;
    }

    List<String> events() {
        return events;
    }

    /** The next commit fails by this. */
    void refuseCommit(Exception failure) {
        failures.add(failure);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    private Object transaction(String method) throws Exception {
        if (method.equals("getStatus")) {
            return active ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
        }
        events.add(method);
        active = method.equals("begin");
        resources.clear();
        if (method.equals("commit") && !failures.isEmpty()) {
            throw failures.remove();
        }
        return method;
    }

    private Object registry(String method, Object[] arguments) {
        return switch (method) {
            case "getTransactionKey" -> active ? this : null;
            case "getResource" -> resources.get(arguments[0]);
            case "putResource" -> resources.put(arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
