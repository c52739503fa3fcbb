// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The device API, status code by status code: a client rolls a good update back over a wrong one. */
class DeviceApiIT {
    private static final String TYPE = "wire-1";
    private static final String INVENTORY = "/api/devices/v1/inventory/device/attributes";

    @TempDir
    static Path folder;

    private static Wire anyone;
    private static Wire operator;
    private static Desk desk;
    private static String release;

    @BeforeAll
    static void upload() throws Exception {
        ServerProcess server = SharedServer.get();
        anyone = new Wire(server.uri());
        operator = anyone.as(server.email(), server.password());
        desk = new Desk(operator);
        release = "wire-" + UUID.randomUUID();
        HttpResponse<String> uploaded = desk.upload(artifact(release));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
    }

    private static Path artifact(String name) throws Exception {
        Path payload = Files.writeString(folder.resolve(name + ".txt"), "content of " + name);
        Path artifact = folder.resolve(name + ".mender");
        ArtifactWriter.module("single-file")
                .name(name)
                .deviceTypes(TYPE)
                .file(payload)
                .write(artifact);
        return artifact;
    }

    /** A device that was let in, and its id. */
    private record AcceptedDevice(Wire wire, String id) {}

    private static AcceptedDevice acceptedDevice() throws Exception {
        TestDevice device = TestDevice.withCurve(anyone, "secp256r1");
        assertThat(device.authorise().statusCode()).isEqualTo(401);
        String id = desk.accept(device.mac());
        return new AcceptedDevice(anyone.with(device.authorise().body()), id);
    }

    static Stream<TestDevice> everyKindOfKey() throws Exception {
        return Stream.of(
                TestDevice.withRsa(anyone),
                TestDevice.withCurve(anyone, "secp256r1"),
                TestDevice.withCurve(anyone, "secp384r1"),
                TestDevice.withEd25519(anyone));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfKey")
    void everyKindOfKeyGetsABareTokenOnceAccepted(TestDevice device) throws Exception {
        assertThat(device.authorise().statusCode()).isEqualTo(401);
        desk.accept(device.mac());
        HttpResponse<String> answer = device.authorise();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+").doesNotEndWith("\n");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfKey")
    void oneChangedByteInTheBodyIsRefused(TestDevice device) throws Exception {
        String signature = device.sign(device.authBody());
        String changed = device.authBody().replace("tenant_token\":\"", "tenant_token\":\"x");
        assertThat(device.authorise(changed, signature).statusCode()).isEqualTo(401);
    }

    @Test
    void anAuthorisationRequestThatIsNoneIsABadRequest() throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone);
        assertThat(device.authorise("{", "AAAA").statusCode()).isEqualTo(400);
        assertThat(device.authorise("[]", "AAAA").statusCode()).isEqualTo(400);
        assertThat(device.authorise("{\"pubkey\":7}", "AAAA").statusCode()).isEqualTo(400);
        assertThat(device.authorise(device.authBody(), "not base64!").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSecondKeyOfADeviceWaitsAndTheFirstStaysAccepted() throws Exception {
        AcceptedDevice first = acceptedDevice();
        String mac =
                operator.get("/api/management/v2/devauth/devices/" + first.id()).body();
        assertThat(mac).contains("\"status\":\"accepted\"");
        assertThat(first.wire().put(INVENTORY, "[]").statusCode()).isEqualTo(200);
    }

    @Test
    void inventoryIsAnsweredWith200AndReplacedByPutAndMergedByPatch() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String all = "[{\"name\":\"hostname\",\"value\":\"a\"},{\"name\":\"net\",\"value\":[\"eth0\",\"lo\"]}]\n";
        assertThat(device.wire().put(INVENTORY, all).statusCode()).isEqualTo(200);
        assertThat(device.wire()
                        .patch(INVENTORY, "[{\"name\":\"more\",\"value\":\"1\"}]")
                        .statusCode())
                .isEqualTo(200);
        String merged = inventoryOf(device);
        assertThat(merged).contains("hostname", "[\"eth0\",\"lo\"]", "more");
        assertThat(device.wire()
                        .put(INVENTORY, "[{\"name\":\"only\",\"value\":\"1\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(inventoryOf(device)).contains("only").doesNotContain("hostname");
    }

    @Test
    void anOperatorForgetsWhatADeviceReported() throws Exception {
        AcceptedDevice device = acceptedDevice();
        device.wire().patch(INVENTORY, "[{\"name\":\"hostname\",\"value\":\"x\"}]");

        HttpResponse<String> answer = operator.delete("/api/management/v1/inventory/devices/" + device.id());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(inventoryOf(device)).doesNotContain("hostname");
    }

    @Test
    void theConsolesColumnsShowWhatADeviceReports() throws Exception {
        AcceptedDevice device = acceptedDevice();
        device.wire().put(INVENTORY, "[{\"name\":\"device_type\",\"value\":\"" + TYPE + "\"}]");

        assertThat(operator.get("/api/management/v1/flipside/devices/" + device.id())
                        .body())
                .contains("\"columns\":[{\"label\":\"Type\",\"value\":\"" + TYPE + "\"},{\"label\":\"Version\"}]");
    }

    private static String inventoryOf(AcceptedDevice device) throws Exception {
        return operator.get("/api/management/v1/inventory/devices/" + device.id())
                .body();
    }

    @Test
    void anIdleDeviceHears204WithoutABody() throws Exception {
        HttpResponse<String> answer = TestDevice.next(acceptedDevice().wire(), "old", TYPE);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void allThreeSpellingsOfNextOfferTheSame() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        JsonObject v2 =
                Json.parse(TestDevice.next(device.wire(), "old", TYPE).body()).asObject();
        String v1 = "/api/devices/v1/deployments/device/deployments/next";
        String posted = device.wire()
                .post(v1, "{\"artifact_name\":\"old\",\"device_type\":\"" + TYPE + "\"}")
                .body();
        String got =
                device.wire().get(v1 + "?artifact_name=old&device_type=" + TYPE).body();
        assertThat(v2.string("id")).contains(deployment);
        assertThat(Json.parse(posted).asObject().string("id")).contains(deployment);
        assertThat(Json.parse(got).asObject().string("id")).contains(deployment);
        JsonObject artifact = v2.object("artifact").orElseThrow();
        assertThat(artifact.string("artifact_name")).contains(release);
        assertThat(Json.text(artifact)).contains("\"device_types_compatible\":[\"" + TYPE + "\"]");
        assertThat(artifact.object("source").orElseThrow().string("uri").orElseThrow())
                .startsWith(anyone.server().toString());
    }

    @Test
    void statusesMayRepeatAndGoBackAndAreAnswered204() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        TestDevice.next(device.wire(), "old", TYPE);
        for (String status : new String[] {"downloading", "downloading", "installing", "rebooting", "installing"}) {
            assertThat(report(device, deployment, status)).isEqualTo(204);
        }
        assertThat(desk.deployment(deployment).string("status")).contains("inprogress");
        assertThat(report(device, deployment, "success")).isEqualTo(204);
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("success");
        assertThat(desk.deployment(deployment).string("status")).contains("finished");
    }

    private static int report(AcceptedDevice device, String deployment, String status) throws Exception {
        return TestDevice.report(device.wire(), deployment, "{\"status\":\"" + status + "\"}\n")
                .statusCode();
    }

    @Test
    void aFailureMayBeReportedTwiceAndItsLogReplaced() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        assertThat(report(device, deployment, "failure")).isEqualTo(204);
        assertThat(report(device, deployment, "failure")).isEqualTo(204);
        String log =
                "{\"messages\":[{\"level\":\"error\",\"message\":\"no room\",\"timestamp\":\"2026-11-23T08:54:54+01:00\"}]}";
        String path = TestDevice.path(deployment) + "/log";
        assertThat(device.wire().put(path, log).statusCode()).isEqualTo(204);
        assertThat(device.wire().put(path, log).statusCode()).isEqualTo(204);
        HttpResponse<String> shown =
                operator.get(Desk.V1 + "deployments/" + deployment + "/devices/" + device.id() + "/log");
        assertThat(shown.body()).isEqualTo("2026-11-23T07:54:54Z error: no room\n");
        assertThat(shown.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @Test
    void anAbortedDeploymentAnswers409AndStaysAborted() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        report(device, deployment, "installing");
        String path = Desk.V1 + "deployments/" + deployment + "/status";
        assertThat(operator.put(path, "{\"status\":\"aborted\"}").statusCode()).isEqualTo(204);
        assertThat(report(device, deployment, "installing")).isEqualTo(409);
        assertThat(report(device, deployment, "failure")).isEqualTo(409);
        assertThat(device.wire()
                        .put(TestDevice.path(deployment) + "/log", "{\"messages\":[]}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("aborted");
        assertThat(operator.put(path, "{\"status\":\"aborted\"}").statusCode()).isEqualTo(422);
        assertThat(TestDevice.next(device.wire(), "old", TYPE).statusCode()).isEqualTo(204);
    }

    @Test
    void progressIsShownInWordsAndNumbers() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        TestDevice.report(
                device.wire(),
                deployment,
                "{\"status\":\"downloading\",\"substate\":\"42 % of 128.0 MiB, 12.3 MiB/s\","
                        + "\"progress\":{\"done\":56371446,\"total\":134217728,\"rate\":12897484}}");
        String rows = operator.get("/api/management/v1/flipside/deployments/" + deployment + "/devices")
                .body();
        assertThat(rows)
                .contains(
                        "\"percent\":42",
                        "\"bytes_done\":56371446",
                        "\"bytes_total\":134217728",
                        "\"bytes_per_second\":12897484",
                        "\"substate\":\"42 % of 128.0 MiB, 12.3 MiB/s\"");
    }

    @Test
    void aSentenceAloneIsNoProgress() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        TestDevice.report(device.wire(), deployment, "{\"status\":\"downloading\",\"substate\":\"42 % of it\"}");
        assertThat(operator.get("/api/management/v1/flipside/deployments/" + deployment + "/devices")
                        .body())
                .contains("\"substate\":\"42 % of it\"")
                .doesNotContain("percent");
    }

    @Test
    void aDeviceThatHasItAlreadyDownloadsNothing() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        assertThat(TestDevice.next(device.wire(), release, TYPE).statusCode()).isEqualTo(204);
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("already-installed");
    }

    @Test
    void aDeviceThatNothingFitsGetsNoArtifactAndTheReasonIsTold() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        assertThat(TestDevice.next(device.wire(), "old", "another-type").statusCode())
                .isEqualTo(204);
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("noartifact");
        assertThat(desk.deviceDeployment(deployment).string("reason").orElse(""))
                .contains(TYPE, "another-type");
    }

    @Test
    void aDeviceThatBecomesAnotherInTheMiddleFails() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        TestDevice.next(device.wire(), "old", TYPE);
        assertThat(TestDevice.next(device.wire(), "something-else", TYPE).statusCode())
                .isEqualTo(409);
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("failure");
    }

    @Test
    void aRejectedDeviceIsToldToAuthenticateAnew() throws Exception {
        AcceptedDevice device = acceptedDevice();
        desk.decide(desk.find(device.id(), "accepted"), "rejected");
        assertThat(TestDevice.next(device.wire(), "old", TYPE).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOfBeforeTheRejectionStaysWorthless() throws Exception {
        AcceptedDevice device = acceptedDevice();
        desk.decide(desk.find(device.id(), "accepted"), "rejected");
        desk.decide(desk.find(device.id(), "rejected"), "accepted");
        assertThat(TestDevice.next(device.wire(), "old", TYPE).statusCode()).isEqualTo(401);
    }

    @Test
    void aDownloadLinkEndsWithTheAbort() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        String link = link(device);
        assertThat(anyone.get(link).statusCode()).isEqualTo(200);
        operator.put(Desk.V1 + "deployments/" + deployment + "/status", "{\"status\":\"aborted\"}");
        assertThat(anyone.get(link).statusCode()).isEqualTo(403);
    }

    @Test
    void aDownloadLinkEndsWithTheRejectionForGood() throws Exception {
        AcceptedDevice device = acceptedDevice();
        desk.deploy(release, device.id());
        String link = link(device);
        assertThat(anyone.get(link).statusCode()).isEqualTo(200);
        desk.decide(desk.find(device.id(), "accepted"), "rejected");
        assertThat(anyone.get(link).statusCode()).isEqualTo(403);
        desk.decide(desk.find(device.id(), "rejected"), "accepted");
        assertThat(anyone.get(link).statusCode()).isEqualTo(403);
    }

    /** Where the device gets its artifact. */
    private String link(AcceptedDevice device) throws Exception {
        JsonObject offer =
                Json.parse(TestDevice.next(device.wire(), "old", TYPE).body()).asObject();
        JsonObject artifact = offer.object("artifact").orElseThrow();
        return artifact.object("source").orElseThrow().string("uri").orElseThrow();
    }

    @Test
    void aDecommissionedDeviceIsForgottenAndItsDeploymentEnds() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        assertThat(operator.delete("/api/management/v2/devauth/devices/" + device.id())
                        .statusCode())
                .isEqualTo(204);
        assertThat(TestDevice.next(device.wire(), "old", TYPE).statusCode()).isEqualTo(401);
        assertThat(desk.deployment(deployment).string("status")).contains("finished");
    }

    @Test
    void tokensOfPeopleAndDevicesAreNotInterchangeable() throws Exception {
        AcceptedDevice device = acceptedDevice();
        assertThat(device.wire().get("/api/management/v2/devauth/devices").statusCode())
                .isEqualTo(401);
        assertThat(TestDevice.next(operator, "old", TYPE).statusCode()).isEqualTo(401);
        assertThat(TestDevice.next(anyone, "old", TYPE).statusCode()).isEqualTo(401);
    }

    @Test
    void brokenBodiesAreBadRequestsEverywhere() throws Exception {
        AcceptedDevice device = acceptedDevice();
        String deployment = desk.deploy(release, device.id());
        String status = TestDevice.path(deployment) + "/status";
        for (String body : new String[] {"", "{", "[]", "7", "{\"status\":{}}", "{\"status\":\"flying\"}", "null"}) {
            assertThat(device.wire().put(status, body).statusCode()).as(body).isEqualTo(400);
        }
        for (String body : new String[] {"", "{", "{}", "[7]", "[null]", "[{\"name\":\"a\"}]", "[{\"value\":\"a\"}]"}) {
            assertThat(device.wire().put(INVENTORY, body).statusCode()).as(body).isEqualTo(400);
        }
        String log = TestDevice.path(deployment) + "/log";
        for (String body : new String[] {"", "{}", "{\"messages\":7}", "{\"messages\":[7]}"}) {
            assertThat(device.wire().put(log, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(device.wire()
                        .put(log, "{\"messages\":[" + " ".repeat(2 << 20) + "]}")
                        .statusCode())
                .isEqualTo(413);
    }
}
