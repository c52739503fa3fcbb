// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.function.BiConsumer;

/** Sends requests to a server and hands the answers out as they are. Bodies go out chunked, as Mender's client sends them. */
public final class Wire {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String LOGIN = "/api/management/v1/useradm/auth/login";

    private final URI server;
    private final String token;
    private final String address;
    private final BiConsumer<HttpRequest, HttpResponse<String>> witness;

    public Wire(URI server) {
        this(server, "", "", (request, answer) -> {});
    }

    private Wire(URI server, String token, String address, BiConsumer<HttpRequest, HttpResponse<String>> witness) {
        this.server = server;
        this.token = token;
        this.address = address;
        this.witness = witness;
    }

    /** The same through a proxy that names this address. */
    Wire from(String client) {
        return new Wire(server, token, client, witness);
    }

    /** The same with a token. */
    public Wire with(String newToken) {
        return new Wire(server, newToken, address, witness);
    }

    /** The same; this one sees every request and its answer. */
    Wire before(BiConsumer<HttpRequest, HttpResponse<String>> newWitness) {
        return new Wire(server, token, address, newWitness);
    }

    /** The same as this person. */
    public Wire as(String email, String password) throws Exception {
        HttpResponse<String> answer = login(email, password);
        if (answer.statusCode() != 200) {
            throw new AssertionError("login: " + answer.statusCode() + " " + answer.body());
        }
        return with(answer.body());
    }

    HttpResponse<String> login(String email, String password) throws Exception {
        String basic = Base64.getEncoder().encodeToString((email + ":" + password).getBytes(UTF_8));
        return send(builder(LOGIN).header("Authorization", "Basic " + basic).POST(BodyPublishers.noBody()));
    }

    public String token() {
        return token;
    }

    public URI server() {
        return server;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(authorised(path).GET());
    }

    public HttpResponse<String> delete(String path) throws Exception {
        return send(authorised(path).DELETE());
    }

    public HttpResponse<String> put(String path, String json) throws Exception {
        return send(authorised(path).header("Content-Type", "application/json").PUT(chunked(json)));
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(authorised(path).header("Content-Type", "application/json").POST(chunked(json)));
    }

    public HttpResponse<String> patch(String path, String json) throws Exception {
        return send(authorised(path).header("Content-Type", "application/json").method("PATCH", chunked(json)));
    }

    HttpRequest.Builder authorised(String path) {
        return builder(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder builder(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return address.isEmpty() ? request : request.header("X-Forwarded-For", address);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<String> answer = HTTP.send(built, BodyHandlers.ofString());
        witness.accept(built, answer);
        return answer;
    }

    static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** A body of unknown length. */
    static BodyPublisher chunked(String text) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
