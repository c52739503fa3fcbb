// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Vector;

/** What an operator does, for tests that need it done. */
public final class Desk {
    public static final String V1 = "/api/management/v1/deployments/";
    private static final String BOUNDARY = "a5edc9e71fe4f7f0";

    private final Wire operator;

    public Desk(Wire operator) {
        this.operator = operator;
    }

    /** Streams a form as mender-cli does: chunked, size, description, artifact. */
    public HttpResponse<String> upload(Path artifact) throws Exception {
        String head = part("size") + Files.size(artifact) + "\r\n" + part("description") + "a test\r\n"
                + part("artifact\"; filename=\"a.mender");
        return uploadForm(head, artifact, "\r\n--" + BOUNDARY + "--\r\n");
    }

    HttpResponse<String> uploadForm(String head, Path artifact, String tail) throws Exception {
        return operator.send(operator.authorised(V1 + "artifacts")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofInputStream(() -> form(head, artifact, tail))));
    }

    static String part(String name) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    }

    private static InputStream form(String head, Path artifact, String tail) {
        try {
            return new SequenceInputStream(new Vector<>(List.of(
                            new ByteArrayInputStream(head.getBytes(UTF_8)),
                            Files.newInputStream(artifact),
                            new ByteArrayInputStream(tail.getBytes(UTF_8))))
                    .elements());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Accepts the pending device whose identity contains this text; answers its id. */
    public String accept(String identity) throws Exception {
        JsonObject device = find(identity, "pending");
        decide(device, "accepted");
        return device.string("id").orElseThrow();
    }

    public void decide(JsonObject device, String decision) throws Exception {
        assertThat(operator.put(statusOf(device), "{\"status\":\"" + decision + "\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    /** Where the decision about a device's first key is made. */
    public static String statusOf(JsonObject device) throws Exception {
        JsonObject set = device.array("auth_sets").orElseThrow().values().get(0).asObject();
        return "/api/management/v2/devauth/devices/" + device.string("id").orElseThrow() + "/auth/"
                + set.string("id").orElseThrow() + "/status";
    }

    public JsonObject find(String identity, String status) throws Exception {
        HttpResponse<String> list = operator.get("/api/management/v2/devauth/devices?per_page=500&status=" + status);
        for (JsonValue each : Json.parse(list.body()).asArray().values()) {
            if (Json.text(each).contains(identity)) {
                return each.asObject();
            }
        }
        throw new AssertionError("no " + status + " device " + identity + " in " + list.body());
    }

    /** Deploys and answers the deployment's id. */
    public String deploy(String release, String... devices) throws Exception {
        String ids = "\"" + String.join("\",\"", devices) + "\"";
        HttpResponse<String> answer = operator.post(
                V1 + "deployments",
                "{\"name\":\"test\",\"artifact_name\":\"" + release + "\",\"devices\":[" + ids + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return idIn(answer);
    }

    /** The last segment of Location. */
    public static String idIn(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The only device deployment of a deployment. */
    public JsonObject deviceDeployment(String deployment) throws Exception {
        HttpResponse<String> list = operator.get(V1 + "deployments/" + deployment + "/devices/list");
        return Json.parse(list.body()).asArray().values().get(0).asObject();
    }

    public JsonObject deployment(String id) throws Exception {
        return Json.parse(operator.get(V1 + "deployments/" + id).body()).asObject();
    }
}
