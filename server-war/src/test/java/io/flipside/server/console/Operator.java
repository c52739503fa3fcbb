// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Prepares by the management API what a test of a page needs to be there. */
final class Operator {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BOUNDARY = "----flipside";

    private final URI server;
    private final String token;
    private final Map<String, String> ids = new HashMap<>();

    Operator(URI server, String email, String password) throws Exception {
        this.server = server;
        String basic = Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest login = HttpRequest.newBuilder(server.resolve("/api/management/v1/useradm/auth/login"))
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HTTP.send(login, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        this.token = answer.body();
    }

    /** Lets a device in that asks. */
    void accept(SimulatedDevice device) throws Exception {
        device.authorise();
        HttpResponse<String> list = expect(
                200, request("v2/devauth/devices?status=pending&per_page=500").GET());
        for (JsonValue each : Json.parse(list.body()).asArray().values()) {
            JsonObject found = each.asObject();
            if (found.toString().contains(device.mac())) {
                String id = found.string("id").orElseThrow();
                JsonObject set =
                        found.array("auth_sets").orElseThrow().values().get(0).asObject();
                String path =
                        "v2/devauth/devices/" + id + "/auth/" + set.string("id").orElseThrow() + "/status";
                expect(204, request(path).PUT(BodyPublishers.ofString("{\"status\":\"accepted\"}")));
                assertThat(device.authorise()).isTrue();
                ids.put(device.mac(), id);
                return;
            }
        }
        throw new AssertionError(device.mac() + " is not among the pending devices: " + list.body());
    }

    /** The id of a device that was accepted here. */
    String idOf(SimulatedDevice device) {
        return Objects.requireNonNull(ids.get(device.mac()));
    }

    void upload(Path artifact) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"artifact\"; filename=\""
                        + artifact.getFileName() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(artifact));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        expect(
                201,
                request("v1/deployments/artifacts")
                        .setHeader("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Deploys to these devices and answers the deployment's id. */
    String deploy(String name, String release, String... devices) throws Exception {
        String ids = "\"" + String.join("\",\"", devices) + "\"";
        String body = "{\"name\":\"" + name + "\",\"artifact_name\":\"" + release + "\",\"devices\":[" + ids + "]}";
        HttpResponse<String> answer =
                expect(201, request("v1/deployments/deployments").POST(BodyPublishers.ofString(body)));
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/api/management/" + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> expect(int status, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }
}
