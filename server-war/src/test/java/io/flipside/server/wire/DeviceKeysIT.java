// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys that nobody has accepted may do to a device, and what is decided about which key. */
class DeviceKeysIT {
    private static final String DEVICES = "/api/management/v2/devauth/devices";

    private static Wire anyone;
    private static Wire operator;
    private static Desk desk;

    private KeyPair key;
    private TestDevice device;
    private TestDevice stranger;

    @BeforeAll
    static void start() throws Exception {
        ServerProcess server = SharedServer.get();
        anyone = new Wire(server.uri());
        operator = anyone.as(server.email(), server.password());
        desk = new Desk(operator);
    }

    @BeforeEach
    void keys() throws Exception {
        key = newKey();
        device = TestDevice.withEd25519(anyone).withKey(key);
        stranger = device.withKey(newKey());
    }

    private static KeyPair newKey() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private String accepted() throws Exception {
        device.authorise();
        String id = desk.accept(device.mac());
        assertThat(device.authorise().statusCode()).isEqualTo(200);
        return id;
    }

    private static JsonObject shown(String id) throws Exception {
        return Json.parse(operator.get(DEVICES + "/" + id).body()).asObject();
    }

    private static void decide(String id, JsonObject set, String decision) throws Exception {
        String path = DEVICES + "/" + id + "/auth/" + set.string("id").orElseThrow() + "/status";
        assertThat(operator.put(path, "{\"status\":\"" + decision + "\"}").statusCode())
                .isEqualTo(204);
    }

    private static JsonObject set(String id, String status) throws Exception {
        for (JsonValue each : shown(id).array("auth_sets").orElseThrow().values()) {
            if (each.asObject().string("status").orElseThrow().equals(status)) {
                return each.asObject();
            }
        }
        throw new AssertionError("no " + status + " key: " + Json.text(shown(id)));
    }

    @Test
    void aKeyIsShownWithItsFingerprint() throws Exception {
        device.authorise();
        JsonObject set = desk.find(device.mac(), "pending")
                .array("auth_sets")
                .orElseThrow()
                .values()
                .get(0)
                .asObject();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
        assertThat(set.string("fingerprint")).contains(HexFormat.of().formatHex(digest));
    }

    @Test
    void aStrangersKeyLeavesARejectedDeviceRejected() throws Exception {
        String id = accepted();
        decide(id, set(id, "accepted"), "rejected");
        stranger.authorise();
        assertThat(shown(id).string("status")).contains("rejected");
    }

    @Test
    void aRejectedDeviceStaysRejectedAlthoughAStrangersKeyWaits() throws Exception {
        String id = accepted();
        stranger.authorise();
        decide(id, set(id, "accepted"), "rejected");
        assertThat(shown(id).string("status")).contains("rejected");
    }

    @Test
    void aStrangersKeyDoesNotRenewTheCheckInTime() throws Exception {
        String id = accepted();
        List<?> before = List.of(shown(id).string("check_in_time"), shown(id).string("updated_ts"));
        stranger.authorise();
        assertThat(List.of(shown(id).string("check_in_time"), shown(id).string("updated_ts")))
                .isEqualTo(before);
    }

    @Test
    void rejectingAStrangersKeyLeavesTheDeviceAccepted() throws Exception {
        String id = accepted();
        stranger.authorise();
        decide(id, set(id, "pending"), "rejected");
        assertThat(shown(id).string("status")).contains("accepted");
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> preauthorise(String more) throws Exception {
        return operator.post(DEVICES, "{\"identity_data\":{\"mac\":\"" + device.mac() + "\"}," + more + "}");
    }

    private String fingerprint() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
        return "\"fingerprint\":\"" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest) + "\"";
    }

    private String pubkey() throws Exception {
        String pem = Json.parse(device.authBody()).asObject().string("pubkey").orElseThrow();
        String object = Json.text(JsonObject.builder().put("pubkey", pem).build());
        return object.substring(1, object.length() - 1);
    }

    @Test
    void aDeviceThatIsPreauthorisedByItsKeyIsInWithItsFirstRequest() throws Exception {
        assertThat(preauthorise(pubkey()).statusCode()).isEqualTo(201);
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }

    @Test
    void aDeviceThatIsPreauthorisedByFingerprintIsInWhateverStrangersSendBefore() throws Exception {
        HttpResponse<String> made = preauthorise(fingerprint());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        for (int i = 0; i < 25; i++) {
            device.withKey(newKey()).authorise();
        }
        assertThat(shown(Desk.idIn(made)).string("status")).contains("preauthorized");
        assertThat(device.authorise().statusCode()).isEqualTo(200);
        assertThat(shown(Desk.idIn(made)).string("status")).contains("accepted");
        assertThat(stranger.authorise().statusCode()).isEqualTo(401);
    }

    @Test
    void preauthorisingAKnownDeviceIsAConflictUnlessForced() throws Exception {
        stranger.authorise();
        HttpResponse<String> refused = preauthorise(fingerprint());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Json.parse(refused.body()).asObject().string("id"))
                .isEqualTo(desk.find(device.mac(), "pending").string("id"));
        assertThat(preauthorise(fingerprint() + ",\"force\":true").statusCode()).isEqualTo(201);
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }

    @Test
    void preauthorisingAgainAcceptsNoKeyThatHasNeverCome() throws Exception {
        stranger.authorise();
        String id = desk.find(device.mac(), "pending").string("id").orElseThrow();
        preauthorise(fingerprint() + ",\"force\":true");
        decide(id, set(id, "preauthorized"), "rejected");
        for (int i = 0; i < 2; i++) {
            assertThat(preauthorise(fingerprint() + ",\"force\":true").statusCode())
                    .isEqualTo(201);
            assertThat(shown(id).string("status")).contains("preauthorized");
        }
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"force\":false", "\"fingerprint\":\"abc\"", "\"pubkey\":\"no key\""})
    void whatNamesNoKeyIsRefused(String more) throws Exception {
        assertThat(preauthorise(more).statusCode()).isEqualTo(400);
    }

    @Test
    void manyKeysAreDecidedAtOnce() throws Exception {
        StringBuilder keys = new StringBuilder();
        List<TestDevice> many = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TestDevice one = TestDevice.withEd25519(anyone);
            one.authorise();
            many.add(one);
            String id = desk.find(one.mac(), "pending").string("id").orElseThrow();
            keys.append('"')
                    .append(set(id, "pending").string("id").orElseThrow())
                    .append("\",");
        }
        String gone = "\"" + UUID.randomUUID() + "\"";
        HttpResponse<String> answer = operator.post(
                "/api/management/v1/flipside/decisions", "{\"status\":\"accepted\",\"keys\":[" + keys + gone + "]}");
        assertThat(answer.body()).isEqualTo("{\"decided\":3}");
        for (TestDevice one : many) {
            assertThat(one.authorise().statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> dismiss(JsonObject... sets) throws Exception {
        StringBuilder keys = new StringBuilder();
        for (JsonObject set : sets) {
            keys.append(keys.isEmpty() ? "\"" : ",\"")
                    .append(set.string("id").orElseThrow())
                    .append('"');
        }
        return operator.post(
                "/api/management/v1/flipside/decisions", "{\"status\":\"dismissed\",\"keys\":[" + keys + "]}");
    }

    @Test
    void oneKeyMayBeDismissedTwiceInOneCall() throws Exception {
        device.authorise();
        JsonObject found = desk.find(device.mac(), "pending");
        String id = found.string("id").orElseThrow();
        JsonObject set = set(id, "pending");
        HttpResponse<String> answer = dismiss(set, set);
        assertThat(answer.body()).isEqualTo("{\"decided\":1}");
        assertThat(operator.get(DEVICES + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void dismissingOneOfTwoKeysLeavesTheOther() throws Exception {
        stranger.authorise();
        String id = desk.find(device.mac(), "pending").string("id").orElseThrow();
        JsonObject strange = set(id, "pending");
        device.authorise();
        assertThat(dismiss(strange).body()).isEqualTo("{\"decided\":1}");
        decide(id, set(id, "pending"), "accepted");
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }

    @Test
    void dismissingAKeyForgetsNoDeviceThatWasAccepted() throws Exception {
        String id = accepted();
        assertThat(dismiss(set(id, "accepted")).body()).isEqualTo("{\"decided\":1}");
        stranger.authorise();
        dismiss(set(id, "pending"));
        assertThat(shown(id).string("status")).contains("noauth");
    }

    @Test
    void keysOfStrangersDoNotKeepANewDeviceOut() throws Exception {
        for (int i = 0; i < 25; i++) {
            device.withKey(newKey()).authorise();
        }
        device.authorise();
        JsonObject found = desk.find(device.mac(), "pending");
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
        assertThat(Json.text(found)).contains(HexFormat.of().formatHex(digest));
    }
}
