// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks the device API by hand. */
public final class TestDevice {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String NEXT = "/api/devices/v2/deployments/device/deployments/next";

    private final Wire wire;
    private final KeyPair key;
    private final String algorithm;
    private final String mac;

    private TestDevice(Wire wire, KeyPair key, String algorithm, String mac) {
        this.wire = wire;
        this.key = key;
        this.algorithm = algorithm;
        this.mac = mac;
    }

    static TestDevice withRsa(Wire wire) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new TestDevice(wire, generator.generateKeyPair(), "SHA256withRSA", newMac());
    }

    static TestDevice withCurve(Wire wire, String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return new TestDevice(wire, generator.generateKeyPair(), "SHA256withECDSA", newMac());
    }

    public static TestDevice withEd25519(Wire wire) throws GeneralSecurityException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new TestDevice(wire, key, "Ed25519", newMac());
    }

    /** The same identity with another key of the same kind. */
    TestDevice withKey(KeyPair other) {
        return new TestDevice(wire, other, algorithm, mac);
    }

    /** The same from elsewhere. */
    TestDevice from(Wire other) {
        return new TestDevice(other, key, algorithm, mac);
    }

    private static String newMac() {
        return String.format("02:00:00:00:%02x:%02x", COUNT.incrementAndGet() >> 8, COUNT.get() & 0xff);
    }

    public String mac() {
        return mac;
    }

    String authBody() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return Json.text(JsonObject.builder()
                        .put(
                                "id_data",
                                Json.text(JsonObject.builder().put("mac", mac).build()))
                        .put("tenant_token", "")
                        .put("pubkey", pem)
                        .build())
                + "\n";
    }

    String sign(String body) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key.getPrivate());
        signature.update(body.getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    public HttpResponse<String> authorise() throws Exception {
        String body = authBody();
        return authorise(body, sign(body));
    }

    HttpResponse<String> authorise(String body, String signature) throws Exception {
        return wire.send(wire.builder("/api/devices/v1/authentication/auth_requests")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer ")
                .header("X-MEN-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Asks for an update as it says it is. */
    static HttpResponse<String> next(Wire device, String artifact, String type) throws Exception {
        return device.post(
                NEXT,
                "{\"device_provides\":{\"artifact_name\":\"" + artifact + "\",\"device_type\":\"" + type
                        + "\"},\"update_control_map\":true}");
    }

    static HttpResponse<String> report(Wire device, String deployment, String json) throws Exception {
        return device.put(path(deployment) + "/status", json);
    }

    static String path(String deployment) {
        return "/api/devices/v1/deployments/device/deployments/" + deployment;
    }
}
