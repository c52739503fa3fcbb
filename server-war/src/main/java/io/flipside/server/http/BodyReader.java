// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads the whole body of a request into memory, within budgets for all requests together: how many threads wait for
 * senders, and how many bytes are parsed at the same time, which take fifty times as much.
 */
final class BodyReader implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Bytes a second, which a link of GPRS has twice. After the deadline, bodies of those with a token may come as slowly. */
    private static final int SLOWEST = 1 << 10;

    private static final int PARSED_WAIT_SECONDS = 5;

    /** A body up to this size is not counted as parsed: nobody's large bodies keep a poll from being answered. */
    private static final int SMALL = 1 << 14;

    /** Of the connector's threads so many wait for bodies of people and devices who have shown their token. */
    private static final BodyPlaces KNOWN = new BodyPlaces(64);

    /** And so many for bodies of anybody. */
    private static final BodyPlaces ANYBODY = new BodyPlaces(48);

    private static final Semaphore PARSED = new Semaphore(2 << 20, true);

    private final HttpServletRequest request;
    private final String address;
    private final int limit;
    private final LongSupplier nanoClock;
    private int parsed;

    /** For a request from this address. */
    BodyReader(HttpServletRequest request, String address, int limit) {
        this(request, address, limit, System::nanoTime);
    }

    BodyReader(HttpServletRequest request, String address, int limit, LongSupplier nanoClock) {
        this.request = request;
        this.address = ClientAddress.network(address);
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    byte[] read() throws IOException {
        ServletInputStream input = request.getInputStream();
        long announced = request.getContentLengthLong();
        boolean small = announced >= 0 && announced <= SMALL;
        return small && input.available() >= announced ? readAll(input) : readInPlace(input);
    }

    /** Whoever waits, for a sender or for others' bodies, holds a place meanwhile. */
    private byte[] readInPlace(ServletInputStream input) throws IOException {
        boolean anybodys = isAnybodys();
        BodyPlaces places = anybodys ? ANYBODY : KNOWN;
        String caller = anybodys ? address : knownCaller();
        if (!places.take(caller)) {
            throw ErrorResponseException.unavailable("too many requests whose bodies are still to come; try again");
        }
        try {
            byte[] body = readAll(input);
            if (body.length > SMALL) {
                enter(body.length);
            }
            return body;
        } finally {
            places.leave(caller);
        }
    }

    private String knownCaller() {
        return request.getAttribute(RequestBodyFilter.CALLER) instanceof String id ? id : address;
    }

    /** Bodies of forms are looked into before anybody has asked for a token. */
    private boolean isAnybodys() {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        return BodyLimit.isOpenToAnybody(request) || type.startsWith("application/x-www-form");
    }

    private byte[] readAll(ServletInputStream input) throws IOException {
        boolean slow = !isAnybodys();
        long start = nanoClock.getAsLong();
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        byte[] buffer = new byte[1 << 13];
        // The connector takes the body of a request that asks for another protocol for endless: Java's client asks for
        // HTTP/2.
        long announced = request.getContentLengthLong();
        for (int read = 0; read >= 0; read = announced == body.size() ? -1 : input.read(buffer)) {
            body.write(buffer, 0, read);
            if (body.size() > limit) {
                throw tooLarge(limit);
            }
            Duration allowed = slow ? DEADLINE.plusSeconds(body.size() / SLOWEST) : DEADLINE;
            if (nanoClock.getAsLong() - start > allowed.toNanos()) {
                throw ErrorResponseException.timedOut("the body did not come within the time for it");
            }
        }
        return body.toByteArray();
    }

    private void enter(int bytes) {
        try {
            if (!PARSED.tryAcquire(bytes, PARSED_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ErrorResponseException.unavailable("too many large bodies at once; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorResponseException.unavailable("the server is stopping; try again");
        }
        parsed += bytes;
    }

    static ErrorResponseException tooLarge(int limit) {
        return ErrorResponseException.tooLarge("the body is larger than the " + limit + " bytes that are allowed here");
    }

    /** The request is over. */
    @Override
    public void close() {
        PARSED.release(parsed);
        parsed = 0;
    }
}
