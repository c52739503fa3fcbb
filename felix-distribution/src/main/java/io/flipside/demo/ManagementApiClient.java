// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonLimits;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls the server's management API over HTTP, as far as the demo and the end-to-end tests need it. */
public final class ManagementApiClient {
    private static final String DEPLOYMENTS = "/api/management/v1/deployments";
    private static final String DEVICES = "/api/management/v2/devauth/devices";
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(16 << 20);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    /** Talks to a server; most calls need a {@link #login} before. */
    public ManagementApiClient(URI server) {
        this.server = server;
    }

    /** Logs in. */
    public void login(String user, String password) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        token = send(HttpRequest.newBuilder(server.resolve("/api/management/v1/useradm/auth/login"))
                        .header("Authorization", "Basic " + basic)
                        .POST(BodyPublishers.noBody()))
                .body();
    }

    /** The devices of a status, each with its identity's {@code mac} as key and its id as value. */
    public Map<String, String> devices(String status) throws IOException, InterruptedException {
        Map<String, String> ids = new TreeMap<>();
        for (JsonObject device : objects(DEVICES + "?per_page=500&status=" + status)) {
            ids.put(mac(device), text(device, "id"));
        }
        return ids;
    }

    /** Accepts every pending device. */
    public void acceptAll() throws IOException, InterruptedException {
        for (String mac : devices("pending").keySet()) {
            accept(mac);
        }
    }

    /** Accepts the pending device with this {@code mac}, if there is one. */
    public void accept(String mac) throws IOException, InterruptedException {
        for (JsonObject device : objects(DEVICES + "?per_page=500&status=pending")) {
            if (mac(device).equals(mac)) {
                for (JsonValue set : device.array("auth_sets")
                        .orElseThrow(() -> new IOException("a device without authentication sets"))
                        .values()) {
                    String path =
                            DEVICES + "/" + text(device, "id") + "/auth/" + text(set.asObject(), "id") + "/status";
                    send(authorized(path)
                            .PUT(json(JsonObject.builder()
                                    .put("status", "accepted")
                                    .build())));
                }
            }
        }
    }

    private static String mac(JsonObject device) throws IOException {
        return device.object("identity_data")
                .orElseThrow(() -> new IOException("a device without identity"))
                .string("mac")
                .orElse("");
    }

    /** Uploads an artifact. */
    public void upload(Path artifact) throws IOException, InterruptedException {
        String boundary = "flipside-" + Long.toHexString(System.nanoTime());
        String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
        String head = part + "size\"\r\n\r\n" + Files.size(artifact) + "\r\n" + part
                + "artifact\"; filename=\"" + artifact.getFileName()
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(artifact),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        send(authorized(DEPLOYMENTS + "/artifacts")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    /**
     * Deploys a release to devices.
     *
     * @return the deployment's id
     */
    public String deploy(String name, String release, List<String> deviceIds) throws IOException, InterruptedException {
        JsonObject deployment = JsonObject.builder()
                .put("name", name)
                .put("artifact_name", release)
                .put("devices", deviceIds)
                .build();
        HttpResponse<String> answer =
                send(authorized(DEPLOYMENTS + "/deployments").POST(json(deployment)));
        String location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the server did not say where the deployment is"));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Aborts a deployment. */
    public void abort(String deployment) throws IOException, InterruptedException {
        send(authorized(DEPLOYMENTS + "/deployments/" + deployment + "/status")
                .PUT(json(JsonObject.builder().put("status", "aborted").build())));
    }

    /** Whether every device has come to an end. */
    public boolean finished(String deployment) throws IOException, InterruptedException {
        return text(object(DEPLOYMENTS + "/deployments/" + deployment), "status")
                .equals("finished");
    }

    /** Device id to status. */
    public Map<String, String> statuses(String deployment) throws IOException, InterruptedException {
        Map<String, String> statuses = new TreeMap<>();
        for (JsonObject device : objects(DEPLOYMENTS + "/deployments/" + deployment + "/devices/list?per_page=500")) {
            statuses.put(text(device, "id"), text(device, "status"));
        }
        return statuses;
    }

    /** The log that a device sent after a failure, as text. */
    public String log(String deployment, String deviceId) throws IOException, InterruptedException {
        return send(authorized(DEPLOYMENTS + "/deployments/" + deployment + "/devices/" + deviceId + "/log"))
                .body();
    }

    /** What the device itself has reported last, for example its {@code artifact_name}. */
    public String inventory(String deviceId, String attribute) throws IOException, InterruptedException {
        JsonObject device = object("/api/management/v1/inventory/devices/" + deviceId);
        for (JsonValue value : device.array("attributes").orElseThrow().values()) {
            if (text(value.asObject(), "name").equals(attribute)) {
                return text(value.asObject(), "value");
            }
        }
        return "";
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static BodyPublisher json(JsonObject object) {
        return BodyPublishers.ofByteArray(Json.write(object));
    }

    private JsonObject object(String path) throws IOException, InterruptedException {
        return parse(send(authorized(path)).body()).asObject();
    }

    private List<JsonObject> objects(String path) throws IOException, InterruptedException {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue value : parse(send(authorized(path)).body()).asArray().values()) {
            objects.add(value.asObject());
        }
        return objects;
    }

    private static JsonValue parse(String body) throws IOException {
        return Json.parse(body.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    private static String text(JsonObject object, String key) throws IOException {
        return object.string(key).orElseThrow(() -> new IOException("the server's answer has no '" + key + "'"));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(LIMIT).build();
        boolean json = request.bodyPublisher().isPresent()
                && request.headers().firstValue("Content-Type").isEmpty();
        HttpRequest typed = json
                ? HttpRequest.newBuilder(request, (name, value) -> true)
                        .header("Content-Type", "application/json")
                        .build()
                : request;
        HttpResponse<String> answer = http.send(typed, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri().getPath() + ": the server answered "
                    + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
