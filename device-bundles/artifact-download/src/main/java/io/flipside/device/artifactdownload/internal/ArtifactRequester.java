// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpExchange;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.http.HttpResponse;
import io.flipside.device.http.HttpSettings;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests an artifact or its remaining bytes over HTTP, follows redirects, and throws on error statuses. */
final class ArtifactRequester {
    private static final int REDIRECTS = 10;
    private static final Pattern RANGE =
            Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})(?:/(?:([0-9]{1,18})|\\*))?");

    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(30);
    private final ReplaceableService<HttpClient> client;
    private final HttpSettings settings;
    private final URI location;
    private final CancellableWait pause;
    private final Consumer<HttpExchange> started;

    /** {@code started} is told each exchange before it can block, so that another thread can close it. */
    ArtifactRequester(
            ReplaceableService<HttpClient> client,
            HttpSettings settings,
            URI location,
            CancellableWait pause,
            Consumer<HttpExchange> started) {
        this.client = client;
        this.settings = settings;
        this.location = location;
        this.pause = pause;
        this.started = started;
    }

    ArtifactResponse all() throws IOException {
        HttpResponse response = follow(Map.of());
        return new ArtifactResponse(response.body(), ContentValidators.of(response), 0);
    }

    /** From {@code position} on, or from before it where the server can't do that. */
    ArtifactResponse rest(long position, ContentValidators known) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Range", "bytes=" + position + "-");
        known.validator().ifPresent(value -> headers.put("If-Range", value));
        HttpResponse response = follow(headers);
        return response.status() == 206
                ? partial(response, position, known)
                : same(new ArtifactResponse(response.body(), ContentValidators.of(response), 0), known);
    }

    private ArtifactResponse partial(HttpResponse response, long position, ContentValidators known) throws IOException {
        String range = response.header("Content-Range").orElse("");
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches() || Long.parseLong(parts.group(1)) > position) {
            response.body().close();
            throw new SourceException(HttpRequest.show(location) + " was asked for the bytes from " + position
                    + " on and answers with the range '" + range + "'; the server can't resume downloads properly");
        }
        OptionalLong total =
                parts.group(3) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts.group(3)));
        return same(
                new ArtifactResponse(
                        response.body(), ContentValidators.of(response, total), Long.parseLong(parts.group(1))),
                known);
    }

    private ArtifactResponse same(ArtifactResponse answer, ContentValidators known) throws IOException {
        Optional<String> difference = known.difference(answer.version());
        if (difference.isPresent()) {
            answer.body().close();
            throw new SourceException(HttpRequest.show(location) + " has changed during the download ("
                    + difference.get() + "); start the update again");
        }
        return answer;
    }

    private HttpResponse follow(Map<String, String> more) throws IOException {
        URI target = location;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse response = ask(target, more);
            switch (response.status()) {
                case 200 -> {
                    return decoded(response);
                }
                case 206 -> {
                    if (more.containsKey("Range")) {
                        return decoded(response);
                    }
                    throw refused(response);
                }
                case 301, 302, 303, 307, 308 -> target = redirected(response, target);
                default -> throw refused(response);
            }
        }
        throw new SourceException(HttpRequest.show(location) + " redirects more than " + REDIRECTS
                + " times; check the server's configuration");
    }

    private HttpResponse ask(URI target, Map<String, String> more) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(more);
        // A compressed answer has no usable size and can't be resumed.
        headers.put("Accept-Encoding", "identity");
        HttpExchange exchange = present().exchange(HttpRequest.get(target, headers), settings);
        started.accept(exchange);
        return exchange.send();
    }

    /** Waits for the client where it is just being replaced, and ends when the download is closed. */
    private HttpClient present() throws IOException {
        long end = System.nanoTime() + CLIENT_TIMEOUT.toNanos();
        Optional<HttpClient> here = client.now();
        while (here.isEmpty() && System.nanoTime() < end) {
            pause.until(System.nanoTime() + 50_000_000);
            here = client.now();
        }
        return here.orElseThrow(() -> new IOException("there is no HTTP client; is the bundle http-client started?"));
    }

    private HttpResponse decoded(HttpResponse response) throws IOException {
        Optional<String> encoding = response.header("Content-Encoding").filter(name -> !name.equals("identity"));
        if (encoding.isPresent()) {
            response.body().close();
            throw new SourceException(HttpRequest.show(location) + " comes compressed (" + encoding.get()
                    + ") though that was not asked for; switch off the server's compression for artifacts");
        }
        return response;
    }

    private URI redirected(HttpResponse response, URI from) throws IOException {
        response.body().close();
        String to = response.header("Location").orElse("");
        try {
            URI target = from.resolve(new URI(to));
            HttpRequest.get(target, Map.of());
            if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(target.getScheme())) {
                throw new SourceException(HttpRequest.show(from) + " redirects to " + HttpRequest.show(target)
                        + ", which is not encrypted; refused");
            }
            return target;
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw new SourceException(HttpRequest.show(from) + " redirects to something that is no web address", e);
        }
    }

    private IOException refused(HttpResponse response) throws IOException {
        response.body().close();
        int status = response.status();
        String what = HttpRequest.show(location) + " answers " + status;
        return switch (status) {
            case 401, 403 -> new SourceException(what
                    + " (not allowed): the link has expired or is not for this device; deploy again for a new link");
            case 404, 410 -> new SourceException(
                    what + " (not found): there is no such artifact; check the address, and that it was not deleted");
            case 416 -> new SourceException(
                    what + " (no such range): it has become shorter during the download; start the update again");
            case 408, 425, 429, 500, 502, 503, 504 -> new TryLaterException(
                    "the server answers " + status + " (not now)", response.header("Retry-After"));
            default -> new SourceException(what + "; expected 200; check the address");
        };
    }
}
