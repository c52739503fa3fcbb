// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the OpenAPI document says of every endpoint what is really sent. */
class OpenApiIT {
    private static final String USERS = "/api/management/v1/useradm/users";
    private static final String AUTH = "/api/management/v2/devauth/";
    private static final String CONSOLE = "/api/management/v1/flipside/";
    private static final String INVENTORY = "/api/management/v1/inventory/devices";
    private static final String NEXT = "/api/devices/v1/deployments/device/deployments/next";

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static ApiContract contract;
    private static Wire anyone;
    private static Wire operator;
    private static Desk desk;

    @BeforeAll
    static void logIn() throws Exception {
        server = SharedServer.get();
        Wire plain = new Wire(server.uri());
        contract = new ApiContract(plain.get("/openapi").body());
        anyone = plain.before(contract);
        operator = anyone.as(server.email(), server.password());
        desk = new Desk(operator);
    }

    /** One test: what no call has reached is seen when all calls are made. */
    @Test
    void everyEndpointTakesAndGivesWhatTheDocumentSays() throws Exception {
        users();
        String release = artifacts();
        TestDevice device = TestDevice.withEd25519(anyone);
        String id = devices(device);
        String deployment = update(anyone.with(device.authorise().body()), id, release);
        deployments(id, deployment, release);
        console(id, deployment);
        assertThat(operator.delete(INVENTORY + "/" + id).statusCode()).isEqualTo(204);
        assertThat(operator.delete(AUTH + "devices/" + id).statusCode()).isEqualTo(204);

        assertThat(contract.unseen())
                .as("endpoints that this test does not call")
                .isEmpty();
    }

    @Test
    void whoHasNoTokenIsRefusedAsTheDocumentSays() throws Exception {
        Wire plain = new Wire(server.uri());
        for (String call : contract.operations(operation -> operation.toString().contains("_token\":[]"))) {
            String path = call.substring(call.indexOf(' ') + 1)
                    .replace("{version}", "v1")
                    .replaceAll("\\{[^}]*}", "x");
            HttpResponse<String> answer = anyone.send(plain.builder(path)
                    .header(
                            "Content-Type",
                            call.endsWith("deployments/artifacts") ? "multipart/form-data" : "application/json")
                    .method(call.substring(0, call.indexOf(' ')), BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(call).isEqualTo(401);
        }
    }

    private static void users() throws Exception {
        String email = UUID.randomUUID() + "@example.com";
        String first = "first-password-of-it";
        HttpResponse<String> made =
                operator.post(USERS, "{\"email\":\"" + email + "\",\"password\":\"" + first + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        Wire other = anyone.as(email, first);
        other.get(USERS + "/me");
        assertThat(other.put(
                                USERS + "/me",
                                "{\"password\":\"second-password-of-it\",\"current_password\":\"" + first + "\"}")
                        .statusCode())
                .isEqualTo(204);
        Wire again = anyone.as(email, "second-password-of-it");
        again.send(again.authorised("/api/management/v1/useradm/auth/logout").POST(BodyPublishers.noBody()));
        operator.get(USERS);
        operator.get(USERS + "/" + Desk.idIn(made));
        operator.delete(USERS + "/" + Desk.idIn(made));
    }

    private static String artifacts() throws Exception {
        String release = "release-" + UUID.randomUUID();
        HttpResponse<String> uploaded = desk.upload(artifact(release));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        String id = Desk.idIn(uploaded);
        operator.get(Desk.V1 + "artifacts");
        operator.get(Desk.V1 + "artifacts/list?per_page=1&name=" + release);
        operator.get(Desk.V1 + "artifacts/" + id);
        operator.put(Desk.V1 + "artifacts/" + id, "{\"description\":\"good\"}");
        operator.get(Desk.V1 + "limits/storage");
        HttpResponse<String> link = operator.get(Desk.V1 + "artifacts/" + id + "/download");
        String uri = Json.parse(link.body()).asObject().string("uri").orElseThrow();
        assertThat(anyone.get(uri).statusCode()).isEqualTo(200);
        String unneeded = Desk.idIn(desk.upload(artifact("unneeded-" + UUID.randomUUID())));
        operator.delete(Desk.V1 + "artifacts/" + unneeded);
        return release;
    }

    private static Path artifact(String name) throws Exception {
        Path file = folder.resolve(name + ".mender");
        ArtifactWriter.module("single-file")
                .name(name)
                .deviceTypes("board")
                .file(Files.writeString(folder.resolve(name), "content of " + name))
                .metaData("{\"a\":{\"b\":1}}")
                .write(file);
        return file;
    }

    private static String devices(TestDevice device) throws Exception {
        assertThat(device.authorise().statusCode()).isEqualTo(401);
        JsonObject pending = desk.find(device.mac(), "pending");
        String id = pending.string("id").orElseThrow();
        operator.get(AUTH + "devices?status=pending&status=rejected&page=1&id=" + id);
        operator.post(AUTH + "devices/search?per_page=5", "{\"status\":[\"pending\"],\"id\":[\"" + id + "\"]}");
        operator.get(AUTH + "devices/count?status=pending");
        operator.get(AUTH + "devices/" + id);
        operator.get(AUTH + "limits/max_devices");
        desk.decide(pending, "accepted");
        operator.get(Desk.statusOf(pending));
        refused();
        preauthorised();
        return id;
    }

    private static void refused() throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone);
        device.authorise();
        String path = Desk.statusOf(desk.find(device.mac(), "pending"));
        String key = path.replaceAll(".*/auth/|/status", "");
        assertThat(operator.post(CONSOLE + "decisions", "{\"status\":\"rejected\",\"keys\":[\"" + key + "\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(operator.delete(path.replace("/status", "")).statusCode()).isEqualTo(204);
    }

    private static void preauthorised() throws Exception {
        String body = "{\"identity_data\":{\"mac\":\"" + UUID.randomUUID() + "\"},\"fingerprint\":\"" + "0a".repeat(32)
                + "\",\"force\":false}";
        assertThat(operator.post(AUTH + "devices", body).statusCode()).isEqualTo(201);
        assertThat(operator.post(AUTH + "devices", body).statusCode()).isEqualTo(409);
    }

    private static String update(Wire device, String id, String release) throws Exception {
        String attributes = "/api/devices/v1/inventory/device/attributes";
        String values = "[{\"name\":\"hostname\",\"value\":\"a\"},{\"name\":\"net\",\"value\":[\"eth0\",7]}]";
        assertThat(device.put(attributes, values).statusCode()).isEqualTo(200);
        assertThat(device.patch(attributes, values).statusCode()).isEqualTo(200);
        assertThat(TestDevice.next(device, "old", "board").statusCode()).isEqualTo(204);
        String deployment = desk.deploy(release, id);
        HttpResponse<String> offer = TestDevice.next(device, "old", "board");
        assertThat(offer.statusCode()).isEqualTo(200);
        device.post(NEXT, "{\"artifact_name\":\"old\",\"device_type\":\"board\"}");
        device.get(NEXT + "?artifact_name=old&device_type=board");
        JsonObject artifact =
                Json.parse(offer.body()).asObject().object("artifact").orElseThrow();
        assertThat(anyone.get(artifact.object("source")
                                .orElseThrow()
                                .string("uri")
                                .orElseThrow())
                        .statusCode())
                .isEqualTo(200);
        TestDevice.report(
                device,
                deployment,
                "{\"status\":\"downloading\",\"substate\":\"42 %\",\"progress\":{\"done\":42,\"total\":100,\"rate\":7}}");
        operator.get(CONSOLE + "deployments/" + deployment + "/devices");
        TestDevice.report(device, deployment, "{\"status\":\"failure\"}");
        device.put(
                TestDevice.path(deployment) + "/log",
                "{\"messages\":[{\"level\":\"error\",\"message\":\"no\",\"timestamp\":\"2026-11-23T08:54:54+01:00\"}]}");
        return deployment;
    }

    private static void deployments(String device, String deployment, String release) throws Exception {
        String all = Desk.V1 + "deployments";
        operator.get(all + "?status=finished&per_page=1");
        String one = all + "/" + deployment;
        for (String more : new String[] {
            "", "/statistics", "/devices/list", "/devices", "/device_list", "/devices/" + device + "/log"
        }) {
            assertThat(operator.get(one + more).statusCode()).as(more).isEqualTo(200);
        }
        operator.post(all + "/statistics/list", "{\"deployment_ids\":[\"" + deployment + "\"]}");
        String second = desk.deploy(release, device);
        assertThat(operator.put(all + "/" + second + "/status", "{\"status\":\"aborted\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(operator.put(all + "/" + second + "/status", "{\"status\":\"aborted\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private static void console(String device, String deployment) throws Exception {
        operator.get(CONSOLE + "overview");
        operator.get(CONSOLE + "devices?status=accepted&per_page=500");
        operator.get(CONSOLE + "devices/" + device);
        operator.get(CONSOLE + "devices/" + device + "/next");
        operator.get(CONSOLE + "deployments/" + deployment + "/devices?page=1");
        operator.get(INVENTORY);
        operator.get(INVENTORY + "/" + device);
    }
}
