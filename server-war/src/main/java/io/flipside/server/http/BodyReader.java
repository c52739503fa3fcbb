// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.log.LogSanitizer;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads the whole body of a request into memory, within budgets for all requests together: how many threads wait for
 * senders, and how many bytes are parsed at the same time, which take fifty times as much.
 */
final class BodyReader implements AutoCloseable {
    private static final Logger LOG = System.getLogger(BodyReader.class.getName());
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);
    private static final int PARSED_WAIT_SECONDS = 5;

    /** A body up to this size is not counted as parsed: nobody's large bodies keep a poll from being answered. */
    private static final int SMALL = 1 << 14;

    /** Of the connector's threads so many wait for bodies of people and devices who have shown their token. */
    private static final Semaphore KNOWN = new Semaphore(48);

    /** And so many for bodies of anybody. */
    private static final Semaphore ANYBODY = new Semaphore(32);

    private static final Semaphore PARSED = new Semaphore(2 << 20, true);

    private final HttpServletRequest request;
    private final int limit;
    private int parsed;

    BodyReader(HttpServletRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    byte[] read() throws IOException {
        ServletInputStream input = request.getInputStream();
        long announced = request.getContentLengthLong();
        byte[] body = announced >= 0 && input.available() >= announced ? readAll(input) : readSlowly(input);
        if (body.length > SMALL) {
            enter(body.length);
        }
        return body;
    }

    private byte[] readSlowly(ServletInputStream input) {
        Semaphore threads = isAnybodys() ? ANYBODY : KNOWN;
        if (!threads.tryAcquire()) {
            throw ErrorResponseException.unavailable("too many requests whose bodies are still to come; try again");
        }
        try {
            return readAll(input);
        } catch (IOException e) {
            String text = request.getMethod() + " " + request.getRequestURI() + ": " + e.getMessage();
            LOG.log(Level.INFO, "a body was cut off: {0}", LogSanitizer.of(text));
            throw ErrorResponseException.badRequest("the body was cut off");
        } finally {
            threads.release();
        }
    }

    /** Bodies of forms are looked into before anybody has asked for a token. */
    private boolean isAnybodys() {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        return BodyLimit.isOpenToAnybody(request) || type.startsWith("application/x-www-form");
    }

    private byte[] readAll(ServletInputStream input) throws IOException {
        long end = System.nanoTime() + DEADLINE;
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        byte[] buffer = new byte[1 << 13];
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
            body.write(buffer, 0, read);
            if (body.size() > limit) {
                throw tooLarge(limit);
            }
            if (System.nanoTime() > end) {
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
