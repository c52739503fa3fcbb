// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** What a device says to the server, without a device: a test decides when it says what. */
final class SimulatedDevice {
    private static final String DEVICES = "/api/devices/";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final KeyPair key;
    private final String mac;
    private final String type;
    private String token = "";

    SimulatedDevice(URI server, String mac, String type) throws GeneralSecurityException {
        this.server = server;
        this.mac = mac;
        this.type = type;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.key = generator.generateKeyPair();
    }

    String mac() {
        return mac;
    }

    /** Asks to be let in; answers whether it was. */
    boolean authorise() throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String body = Json.text(JsonObject.builder()
                .put("id_data", Json.text(JsonObject.builder().put("mac", mac).build()))
                .put("tenant_token", "")
                .put("pubkey", pem)
                .build());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(body.getBytes(UTF_8));
        HttpResponse<String> answer = send(request("v1/authentication/auth_requests")
                .header("X-MEN-Signature", Base64.getEncoder().encodeToString(signature.sign()))
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 401);
        token = answer.statusCode() == 200 ? answer.body() : "";
        return answer.statusCode() == 200;
    }

    void sendInventory(String version) throws Exception {
        String body = "[{\"name\":\"device_type\",\"value\":\"" + type + "\"},{\"name\":\"artifact_name\",\"value\":\""
                + version + "\"},{\"name\":\"hostname\",\"value\":\"bench\"},"
                + "{\"name\":\"network_interfaces\",\"value\":[\"eth0\",\"lo\"]}]";
        expect(200, request("v1/inventory/device/attributes").PUT(BodyPublishers.ofString(body)));
    }

    /** Reports values that are no text. */
    void sendNumbers() throws Exception {
        String body = "[{\"name\":\"device_type\",\"value\":\"" + type
                + "\"},{\"name\":\"mem_total_kB\",\"value\":4711}," + "{\"name\":\"volts\",\"value\":[3.3,5]}]";
        expect(200, request("v1/inventory/device/attributes").PUT(BodyPublishers.ofString(body)));
    }

    /** The digest of its key, as the console shows it. */
    String fingerprint() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
        return HexFormat.of().formatHex(digest).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Asks for an update and answers the deployment's id. */
    String next(String version) throws Exception {
        String body = "{\"device_provides\":{\"artifact_name\":\"" + version + "\",\"device_type\":\"" + type + "\"}}";
        HttpResponse<String> answer =
                expect(200, request("v2/deployments/device/deployments/next").POST(BodyPublishers.ofString(body)));
        return Json.parse(answer.body()).asObject().string("id").orElseThrow();
    }

    void report(String deployment, String status, String substate) throws Exception {
        String body = "{\"status\":\"" + status + "\",\"substate\":\"" + substate + "\"}";
        expect(204, request(of(deployment) + "/status").PUT(BodyPublishers.ofString(body)));
    }

    void reportDownload(String deployment, long done, long total, long rate) throws Exception {
        String body = "{\"status\":\"downloading\",\"substate\":\"some of it\",\"progress\":{\"done\":" + done
                + ",\"total\":" + total + ",\"rate\":" + rate + "}}";
        expect(204, request(of(deployment) + "/status").PUT(BodyPublishers.ofString(body)));
    }

    void sendLog(String deployment, String level, String message) throws Exception {
        String body = "{\"messages\":[{\"level\":\"" + level + "\",\"message\":\"" + message + "\",\"timestamp\":\""
                + Instant.now() + "\"}]}";
        expect(204, request(of(deployment) + "/log").PUT(BodyPublishers.ofString(body)));
    }

    private static String of(String deployment) {
        return "v1/deployments/device/deployments/" + deployment;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(DEVICES + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> expect(int status, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
