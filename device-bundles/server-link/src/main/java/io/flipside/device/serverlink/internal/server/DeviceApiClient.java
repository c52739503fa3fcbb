// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Calls the device API of the first server that responds. Each call is one request, or a few where the token has to be
 * renewed; it ends within a bounded time, and soon after an interrupt. Thread-safe.
 */
public final class DeviceApiClient {
    private static final String DEPLOYMENTS = "/deployments/device/deployments/";
    private static final String V1 = "/api/devices/v1";
    private static final String V2 = "/api/devices/v2";
    private static final int UNAUTHORIZED = 401;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpRequestSender sender;
    private final TokenProvider session;
    /** Mender's own server has no second version: asking for it each time would double the cost of a poll. */
    private volatile boolean firstVersionOnly;

    /** Speaks with the first of the servers that answers. */
    public DeviceApiClient(HttpRequestSender sender, List<URI> servers, AuthenticationRequestFactory credentials) {
        this.sender = sender;
        this.session = new TokenProvider(sender, servers, credentials, LIMIT);
    }

    /** Forgets the token and asks for a new one: proves that this device is (still) accepted. */
    public void authorize() throws IOException, InterruptedException {
        session.renew();
        firstVersionOnly = false;
    }

    /** The server in use, for people. */
    public String name() {
        return HttpRequest.show(session.server());
    }

    /** The update that is due. */
    public Optional<NextDeployment> next(SortedMap<String, String> provides) throws IOException, InterruptedException {
        ServerResponse answer = ask(provides);
        if (answer.status() == 200) {
            return Optional.of(NextDeployment.parse(answer.body()));
        }
        if (answer.status() == 204) {
            return Optional.empty();
        }
        throw answer.failure("asking " + name() + " for an update");
    }

    private ServerResponse ask(SortedMap<String, String> provides) throws IOException, InterruptedException {
        if (!firstVersionOnly) {
            JsonObject body = JsonObject.builder()
                    .put("device_provides", JsonObject.ofStrings(provides))
                    .build();
            ServerResponse answer = call("POST", V2 + DEPLOYMENTS + "next", Optional.of(body + "\n"), LIMIT);
            if (answer.status() != 404) {
                return answer;
            }
        }
        String query = "?artifact_name=" + encoded(provides, "artifact_name") + "&device_type="
                + encoded(provides, "device_type");
        ServerResponse answer = call("GET", V1 + DEPLOYMENTS + "next" + query, Optional.empty(), LIMIT);
        firstVersionOnly = answer.good();
        return answer;
    }

    private static String encoded(SortedMap<String, String> provides, String name) {
        return URLEncoder.encode(provides.getOrDefault(name, ""), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /** Says how an update fares. */
    public void report(String deployment, DeploymentStatusReport report) throws IOException, InterruptedException {
        ServerResponse answer = call(
                "PUT", V1 + DEPLOYMENTS + deployment + "/status", Optional.of(report.json() + "\n"), report.limit());
        requireGood(answer, "reporting '" + report.status() + "' to " + name());
    }

    /** Hands in the log of a failed update. */
    public void log(String deployment, JsonObject messages) throws IOException, InterruptedException {
        ServerResponse answer =
                call("PUT", V1 + DEPLOYMENTS + deployment + "/log", Optional.of(messages.toString()), LIMIT);
        requireGood(answer, "sending the log to " + name());
    }

    /** Replaces what the server knows of this device. */
    public void inventory(JsonArray attributes) throws IOException, InterruptedException {
        String path = V1 + "/inventory/device/attributes";
        Optional<String> body = Optional.of(attributes + "\n");
        ServerResponse answer = call("PUT", path, body, LIMIT);
        if (answer.status() == 405) {
            answer = call("PATCH", path, body, LIMIT);
        }
        requireGood(answer, "sending the inventory to " + name());
    }

    private static void requireGood(ServerResponse answer, String what) throws ServerException {
        if (!answer.good()) {
            throw answer.failure(what);
        }
    }

    private ServerResponse call(String method, String path, Optional<String> body, Duration limit)
            throws IOException, InterruptedException {
        TokenProvider.Token token = session.token();
        ServerResponse answer = once(method, path, body, limit, token);
        if (answer.status() == UNAUTHORIZED) {
            session.drop(token);
            answer = once(method, path, body, limit, session.token());
        }
        return answer;
    }

    private ServerResponse once(
            String method, String path, Optional<String> body, Duration limit, TokenProvider.Token token)
            throws IOException, InterruptedException {
        Map<String, String> headers = body.isPresent()
                ? Map.of("Authorization", "Bearer " + token.text(), "Content-Type", "application/json")
                : Map.of("Authorization", "Bearer " + token.text());
        URI uri = URI.create(token.server() + path);
        HttpRequest request = new HttpRequest(method, uri, headers, body, Optional.of(limit));
        try {
            ServerResponse answer = sender.send(request);
            if (answer.status() >= 500) {
                session.unreachable(token);
            }
            return answer;
        } catch (IOException e) {
            session.unreachable(token);
            throw e;
        }
    }
}
