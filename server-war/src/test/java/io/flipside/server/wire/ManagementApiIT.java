// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and their scripts call, and what they hear when they err. */
class ManagementApiIT {
    private static final String ARTIFACTS = Desk.V1 + "artifacts";
    private static final String DEPLOYMENTS = Desk.V1 + "deployments";

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static Wire anyone;
    private static Wire operator;
    private static Desk desk;

    @BeforeAll
    static void logIn() throws Exception {
        server = SharedServer.get();
        anyone = new Wire(server.uri());
        operator = anyone.as(server.email(), server.password());
        desk = new Desk(operator);
    }

    private static Path artifact(String name) throws Exception {
        Path file = folder.resolve(name + ".mender");
        Path payload = Files.writeString(folder.resolve(name), "content of " + name);
        ArtifactWriter.module("single-file")
                .name(name)
                .deviceTypes("board-a", "board-b")
                .file(payload)
                .metaData("{\"a\":{\"b\":1}}")
                .write(file);
        return file;
    }

    @Test
    void anUploadedArtifactIsListedTheWayMenderListsIt() throws Exception {
        String name = "listed-" + UUID.randomUUID();
        HttpResponse<String> uploaded = desk.upload(artifact(name));
        assertThat(uploaded.statusCode()).isEqualTo(201);
        JsonObject shown = Json.parse(
                        operator.get(ARTIFACTS + "/" + Desk.idIn(uploaded)).body())
                .asObject();
        assertThat(Json.text(shown))
                .contains(
                        "\"name\":\"" + name + "\"",
                        "\"device_types_compatible\":[\"board-a\",\"board-b\"]",
                        "\"meta_data\":[]",
                        "\"metadata\":{\"a\":{\"b\":1}}",
                        "\"type\":\"single-file\"");
        assertThat(operator.get(ARTIFACTS).body()).contains(name);
        assertThat(operator.get(ARTIFACTS + "/list?name=" + name).headers().firstValue("X-Total-Count"))
                .contains("1");
    }

    @Test
    void theSameArtifactTwiceIsAConflict() throws Exception {
        Path file = artifact("twice-" + UUID.randomUUID());
        assertThat(desk.upload(file).statusCode()).isEqualTo(201);
        assertThat(desk.upload(file).statusCode()).isEqualTo(409);
    }

    @Test
    void whatIsNoArtifactIsRefusedWithAReasonAndNothingStays() throws Exception {
        String before = operator.get(Desk.V1 + "limits/storage").body();
        Path garbage = Files.writeString(folder.resolve("garbage"), "no artifact at all".repeat(1000));
        byte[] whole = Files.readAllBytes(artifact("cut-" + UUID.randomUUID()));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 1536));
        for (Path bad : new Path[] {garbage, cut}) {
            HttpResponse<String> answer = desk.upload(bad);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("not an acceptable artifact");
        }
        assertThat(operator.get(Desk.V1 + "limits/storage").body()).isEqualTo(before);
    }

    @Test
    void aWrongAnnouncedSizeIsRefused() throws Exception {
        Path file = artifact("size-" + UUID.randomUUID());
        String head = Desk.part("size") + "1\r\n" + Desk.part("artifact");
        HttpResponse<String> answer = desk.uploadForm(head, file, "\r\n--a5edc9e71fe4f7f0--\r\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("announced 1");
    }

    @Test
    void anUploadThatIsCutOffIsRefused() throws Exception {
        Path file = artifact("half-" + UUID.randomUUID());
        assertThat(desk.uploadForm(Desk.part("artifact"), file, "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFormWithoutAnArtifactIsRefused() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty-" + UUID.randomUUID()));
        assertThat(desk.uploadForm(Desk.part("description"), empty, "\r\n--a5edc9e71fe4f7f0--\r\n")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anArtifactThatADeploymentNeedsIsNotDeleted() throws Exception {
        String name = "needed-" + UUID.randomUUID();
        String id = Desk.idIn(desk.upload(artifact(name)));
        TestDevice device = TestDevice.withEd25519(anyone);
        device.authorise();
        String deployment = desk.deploy(name, desk.accept(device.mac()));
        assertThat(operator.delete(ARTIFACTS + "/" + id).statusCode()).isEqualTo(409);
        operator.put(DEPLOYMENTS + "/" + deployment + "/status", "{\"status\":\"aborted\"}");
        assertThat(operator.delete(ARTIFACTS + "/" + id).statusCode()).isEqualTo(204);
        assertThat(operator.get(ARTIFACTS + "/" + id).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ",
                "400 | {",
                "400 | []",
                "400 | {}",
                "400 | {\"name\":\"a\",\"artifact_name\":\"b\"}",
                "400 | {\"name\":\"a\",\"artifact_name\":\"b\",\"devices\":\"x\"}",
                "400 | {\"name\":\"a\",\"artifact_name\":\"b\",\"devices\":[]}",
                "400 | {\"name\":\"a\",\"artifact_name\":\"b\",\"devices\":[\"x\"],\"all_devices\":true}",
                "400 | {\"name\":{},\"artifact_name\":\"b\",\"all_devices\":true}",
                "422 | {\"name\":\"a\",\"artifact_name\":\"there-is-none\",\"all_devices\":true}"
            })
    void aDeploymentThatMakesNoSenseIsRefused(int status, String body) throws Exception {
        HttpResponse<String> answer = operator.post(DEPLOYMENTS, body == null ? "" : body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\"", "\"request_id\"").doesNotContain("Exception");
    }

    @Test
    void theSameDeploymentTwiceIsAConflict() throws Exception {
        String name = "twin-" + UUID.randomUUID();
        desk.upload(artifact(name));
        TestDevice device = TestDevice.withEd25519(anyone);
        device.authorise();
        String id = desk.accept(device.mac());
        String order = "{\"name\":\"n\",\"artifact_name\":\"" + name + "\",\"devices\":[\"" + id + "\"]}";
        assertThat(operator.post(DEPLOYMENTS, order).statusCode()).isEqualTo(201);
        assertThat(operator.post(DEPLOYMENTS, order).statusCode()).isEqualTo(409);
    }

    @Test
    void listsComeInPagesWithLinks() throws Exception {
        for (int i = 0; i < 3; i++) {
            TestDevice.withEd25519(anyone).authorise();
        }
        HttpResponse<String> page = operator.get("/api/management/v2/devauth/devices?status=pending&page=2&per_page=1");
        assertThat(page.headers().firstValueAsLong("X-Total-Count").orElse(0)).isGreaterThanOrEqualTo(3);
        assertThat(page.headers().allValues("Link").toString())
                .contains("page=1", "page=3", "rel=\"first\"", "rel=\"prev\"", "rel=\"next\"");
        assertThat(Json.parse(page.body()).asArray().values()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "per_page=501", "per_page=-1", "status=asleep"})
    void aPageThatMakesNoSenseIsRefused(String query) throws Exception {
        assertThat(operator.get("/api/management/v2/devauth/devices?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void everyAnswerBearsItsRequestId() throws Exception {
        HttpResponse<String> refused = anyone.get("/api/management/v2/devauth/devices");
        String id = refused.headers().firstValue("X-MEN-RequestID").orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains(id);
        assertThat(operator.get("/api/nothing/here").headers().firstValue("X-MEN-RequestID"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/devauth/devices/", "/devauth/devices/x/auth/y/status"})
    void whatIsNotThereIsNotFound(String path) throws Exception {
        String url = "/api/management/v2" + path + (path.endsWith("/") ? UUID.randomUUID() : "");
        assertThat(operator.get(url).statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongPasswordIsRefusedAndGuessingSlowedDown() throws Exception {
        String nobody = UUID.randomUUID() + "@example.com";
        assertThat(anyone.login(nobody, "guess").statusCode()).isEqualTo(401);
        int status = 401;
        for (int i = 0; i < 6 && status == 401; i++) {
            status = anyone.login(nobody, "guess").statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(anyone.login(server.email(), server.password()).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenIsWorthlessAfterLogout() throws Exception {
        Wire session = anyone.as(server.email(), server.password());
        assertThat(session.post("/api/management/v1/useradm/auth/logout", "").statusCode())
                .isEqualTo(202);
        assertThat(session.get("/api/management/v1/useradm/users/me").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        String[] parts = operator.token().split("\\.", -1);
        String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        for (String forged : new String[] {none, parts[0] + "." + parts[1] + ".AAAA", "x", "a.b.c"}) {
            assertThat(anyone.with(forged)
                            .get("/api/management/v1/useradm/users/me")
                            .statusCode())
                    .as(forged)
                    .isEqualTo(401);
        }
    }

    @Test
    void theApiDescribesItselfAndItsHealth() throws Exception {
        assertThat(anyone.get("/openapi").body()).contains("/api/management/v1/deployments/artifacts");
        assertThat(anyone.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(anyone.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreNotForEveryone() throws Exception {
        for (String path : List.of("/metrics", "/metrics/base", "/metrics?scope=base")) {
            assertThat(anyone.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void browsersAreToldWhatNotToDo() throws Exception {
        HttpResponse<String> answer = operator.get(ARTIFACTS);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().map()).doesNotContainKeys("Server", "X-Powered-By");
    }

    @Test
    void absoluteLinksAreOfTheHostThatWasAsked() throws Exception {
        String id = Desk.idIn(desk.upload(artifact("host-" + UUID.randomUUID())));
        URI other = URI.create(server.uri().toString().replace("127.0.0.1", "localhost"));
        Wire elsewhere = new Wire(other).with(operator.token());
        assertThat(elsewhere.get(ARTIFACTS + "/" + id + "/download").body()).contains(other + "/api/");
    }
}
