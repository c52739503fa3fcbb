// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends requests at once: each has a thread of its own, and they wait for each other before they send. */
final class Race {
    private final List<Callable<HttpResponse<String>>> requests = new ArrayList<>();

    Race add(Callable<HttpResponse<String>> request) {
        requests.add(request);
        return this;
    }

    /** The same request so many times. */
    static Race of(int number, Callable<HttpResponse<String>> request) {
        Race race = new Race();
        Collections.nCopies(number, request).forEach(race::add);
        return race;
    }

    /** Sends them, and answers their answers in the order in which they were added. */
    List<HttpResponse<String>> run() throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests.size());
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (Callable<HttpResponse<String>> request : requests) {
                answers.add(threads.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return request.call();
                }));
            }
            List<HttpResponse<String>> all = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same, only their statuses, the smallest first. */
    List<Integer> statuses() throws Exception {
        return run().stream().map(HttpResponse::statusCode).sorted().toList();
    }
}
