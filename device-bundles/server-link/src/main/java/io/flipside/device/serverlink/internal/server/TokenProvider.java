// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.device.http.HttpRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests the authentication token from the servers in turn, and caches it in memory. Thread-safe; two threads may
 * renew it at once.
 */
final class TokenProvider {
    private static final Logger LOG = System.getLogger(TokenProvider.class.getName());
    private static final int LONGEST_TOKEN = 16 * 1024;
    private final HttpRequestSender sender;
    private final List<URI> servers;
    private final AuthenticationRequestFactory credentials;
    private final Duration limit;
    private int current;
    private @Nullable Token token;
    private @Nullable URI greeted;

    /**
     * A token.
     *
     * @param server who gave it
     * @param text what it is; not to be logged
     */
    record Token(URI server, String text) {
        @Override
        public String toString() {
            return "token of " + server;
        }
    }

    TokenProvider(
            HttpRequestSender sender, List<URI> servers, AuthenticationRequestFactory credentials, Duration limit) {
        this.sender = sender;
        this.servers = servers;
        this.credentials = credentials;
        this.limit = limit;
    }

    synchronized URI server() {
        return servers.get(current);
    }

    Token token() throws IOException, InterruptedException {
        Optional<Token> known = known();
        return known.isPresent() ? known.get() : ask();
    }

    Token renew() throws IOException, InterruptedException {
        forget();
        return ask();
    }

    /** This token is worth nothing any more; a newer one stays. */
    synchronized void drop(Token dead) {
        if (dead.equals(token)) {
            token = null;
        }
    }

    /** The server of this token does not answer: where there are others, the next call tries them first. */
    synchronized void unreachable(Token of) {
        if (servers.size() > 1 && of.equals(token)) {
            token = null;
            current = (current + 1) % servers.size();
        }
    }

    private synchronized Optional<Token> known() {
        return Optional.ofNullable(token);
    }

    private synchronized void forget() {
        token = null;
    }

    private synchronized void accepted(Token fresh) {
        token = fresh;
        current = servers.indexOf(fresh.server());
        if (!fresh.server().equals(greeted)) {
            greeted = fresh.server();
            LOG.log(Level.INFO, () -> "accepted by " + HttpRequest.show(fresh.server()));
        }
    }

    private Token ask() throws IOException, InterruptedException {
        AuthenticationRequestFactory.Request request = credentials.request();
        int first = servers.indexOf(server());
        IOException failure = new IOException("no server is configured");
        for (int i = 0; i < servers.size(); i++) {
            try {
                Token fresh = ask(servers.get((first + i) % servers.size()), request);
                accepted(fresh);
                return fresh;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                // A server that knows us and says no tells more than one that can't be reached.
                failure = failure instanceof ServerException ? failure : e;
            }
        }
        throw failure;
    }

    private Token ask(URI server, AuthenticationRequestFactory.Request request)
            throws IOException, InterruptedException {
        URI uri = URI.create(server + "/api/devices/v1/authentication/auth_requests");
        HttpRequest post =
                new HttpRequest("POST", uri, request.headers(), Optional.of(request.body()), Optional.of(limit));
        ServerResponse answer = sender.send(post);
        if (answer.status() != 200) {
            String what = answer.status() == 401 ? "waiting to be accepted: the request to " : "the request to ";
            throw answer.failure(what + HttpRequest.show(server));
        }
        return new Token(server, checked(server, answer.body().strip()));
    }

    /** It becomes a header, so it must look like a token. */
    private static String checked(URI server, String text) throws IOException {
        if (text.isEmpty() || text.length() > LONGEST_TOKEN || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IOException(HttpRequest.show(server) + " answers with something that is no token");
        }
        return text;
    }
}
