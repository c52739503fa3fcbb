// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpException;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads an artifact over HTTP, and resumes on a new connection after each interruption. */
final class ResumingHttpStream extends InputStream implements ArtifactStream {
    /** Before the first byte a person may be waiting for the error message: a few seconds at most. */
    private static final int FIRST_TRIES = 3;

    /** Fewer bytes are read faster than asked for. */
    private static final long WORTH_ASKING = 256 * 1024;

    private final DownloadSettings settings;
    private final URI location;
    private final Consumer<ResumingHttpStream> whenClosed;
    private final CancellableWait pause = new CancellableWait();
    private final ArtifactRequester fetch;
    private final DownloadRateLimiter pace;
    private DownloadRetry patience;
    private ContentValidators version = ContentValidators.NONE;
    private long position;
    private @Nullable InputStream body;
    private volatile @Nullable HttpExchange exchange;

    ResumingHttpStream(
            ReplaceableService<HttpClient> client,
            DownloadSettings settings,
            URI location,
            Consumer<ResumingHttpStream> whenClosed) {
        this.settings = settings;
        this.location = location;
        this.whenClosed = whenClosed;
        fetch = new ArtifactRequester(client, settings.http(), location, pause, this::adopt);
        pace = new DownloadRateLimiter(settings.bytesPerSecond(), pause);
        patience = new DownloadRetry(settings.retryMax(), Math.min(settings.retries(), FIRST_TRIES), pause);
    }

    /** Waits for the first answer. */
    void begin() throws IOException {
        while (body == null) {
            try {
                ArtifactResponse answer = fetch.all();
                version = answer.version();
                body = answer.body();
            } catch (IOException e) {
                if (e instanceof HttpException failure && hopeless(failure.kind())) {
                    throw new SourceException("nothing can be downloaded: " + e.getMessage(), e);
                }
                recover(e);
            }
        }
        patience = new DownloadRetry(settings.retryMax(), settings.retries(), pause);
    }

    @Override
    public InputStream content() {
        return this;
    }

    @Override
    public OptionalLong size() {
        return version.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            try {
                return next(into, offset, length);
            } catch (IOException e) {
                recover(e);
            }
        }
    }

    private int next(byte[] into, int offset, int length) throws IOException {
        if (version.size().isPresent() && position == version.size().getAsLong()) {
            return -1;
        }
        int count = connected().read(into, offset, pace.portion(length));
        if (count >= 0) {
            position += count;
            patience.progress(count);
            pace.took(count);
        } else if (version.size().isPresent()) {
            throw new EOFException("the answer ended at byte " + position + " of "
                    + version.size().getAsLong());
        }
        return count;
    }

    /**
     * Passes over bytes without fetching them, where that is worth another request. Without a known size the server sends
     * as it goes, and has no ranges either.
     */
    @Override
    public long skip(long count) throws IOException {
        long left = version.size().isPresent() ? version.size().getAsLong() - position : 0;
        long step = Math.min(count, left);
        if (step < WORTH_ASKING) {
            return super.skip(count);
        }
        hangUp();
        position += step;
        return step;
    }

    private void hangUp() {
        HttpExchange open = exchange;
        if (open != null) {
            open.close();
        }
        body = null;
    }

    private InputStream connected() throws IOException {
        if (body == null) {
            ArtifactResponse answer = fetch.rest(position, version);
            InputStream rest = answer.body();
            drop(rest, position - answer.start());
            body = rest;
        }
        return body;
    }

    private void drop(InputStream from, long count) throws IOException {
        byte[] scratch = new byte[(int) Math.min(count, 64 * 1024)];
        for (long left = count; left > 0; ) {
            int skipped = from.read(scratch, 0, pace.portion((int) Math.min(scratch.length, left)));
            if (skipped < 0) {
                throw new EOFException("the answer ended before byte " + position + ", where the download goes on");
            }
            left -= skipped;
            pace.took(skipped);
        }
    }

    /** Gets ready for the next try, or ends in an exception. */
    private void recover(IOException e) throws IOException {
        hangUp();
        pause.requireOpen();
        if (e instanceof SourceException || Thread.currentThread().isInterrupted()) {
            throw e;
        }
        Optional<Duration> ordered = e instanceof TryLaterException later ? later.retryAfter() : Optional.empty();
        String where =
                "download of " + HttpRequest.show(location) + (position > 0 ? " at byte " + position + of() : "");
        patience.failed(where, e, ordered);
    }

    private String of() {
        return version.size().isPresent() ? " of " + version.size().getAsLong() : "";
    }

    private static boolean hopeless(HttpException.Kind kind) {
        return kind == HttpException.Kind.UNTRUSTED
                || kind == HttpException.Kind.NOT_HTTP
                || kind == HttpException.Kind.PROXY_REFUSED;
    }

    private void adopt(HttpExchange fresh) {
        exchange = fresh;
        if (pause.closed()) {
            fresh.close();
        }
    }

    /** Closes it because its source goes away. */
    void abandon() {
        pause.abandon();
        close();
    }

    @Override
    public void close() {
        pause.close();
        HttpExchange open = exchange;
        if (open != null) {
            open.close();
        }
        whenClosed.accept(this);
    }
}
