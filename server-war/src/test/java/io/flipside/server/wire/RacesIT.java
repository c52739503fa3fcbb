// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import io.flipside.server.TestDatabase.Product;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that meet, on each database, several times: whatever the order, nothing is left open, double or alone. */
class RacesIT {
    private static final String DEVICES = "/api/management/v2/devauth/devices";
    private static final String USERS = "/api/management/v1/useradm/users";
    private static final String DEPLOYMENTS = Desk.V1 + "deployments";
    private static final String ARTIFACTS = Desk.V1 + "artifacts";
    private static final String PASSWORD = "correct-horse-battery";
    private static final int ROUNDS = 4;

    @TempDir
    private static Path folder;

    private Wire anyone;
    private Wire operator;
    private Desk desk;

    private void use(Product product) throws Exception {
        ServerProcess server = SharedServer.get(product);
        anyone = new Wire(server.uri());
        operator = anyone.as(server.email(), server.password());
        desk = new Desk(operator);
    }

    private static Path artifact(String name, String... more) throws Exception {
        Path file = folder.resolve(name + String.join("-", more) + ".mender");
        ArtifactWriter.module("single-file")
                .name(name)
                .deviceTypes(
                        Stream.concat(Stream.of("race-type"), Stream.of(more)).toArray(String[]::new))
                .file(Files.writeString(folder.resolve(name + ".txt"), "content"))
                .write(file);
        return file;
    }

    private String release() throws Exception {
        String name = "race-" + UUID.randomUUID();
        assertThat(desk.upload(artifact(name)).statusCode()).isEqualTo(201);
        return name;
    }

    private String device() throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone);
        device.authorise();
        return desk.accept(device.mac());
    }

    private static String order(String release, String device) {
        return "{\"name\":\"race\",\"artifact_name\":\"" + release + "\",\"devices\":[\"" + device + "\"]}";
    }

    private String status(String deployment) throws Exception {
        return desk.deployment(deployment).string("status").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentEndsWithItsDevicesThatLeaveAtOnce(Product product) throws Exception {
        use(product);
        String release = release();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> ids = List.of(device(), device(), device());
            String deployment = desk.deploy(release, ids.toArray(String[]::new));
            Race race = new Race();
            ids.forEach(id -> race.add(() -> operator.delete(DEVICES + "/" + id)));
            assertThat(race.statuses()).containsOnly(204);
            assertThat(status(deployment)).isEqualTo("finished");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentIsNotLeftWithADeviceThatLeavesWhileItIsCreated(Product product) throws Exception {
        use(product);
        String release = release();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            String id = device();
            List<HttpResponse<String>> answers = new Race()
                    .add(() -> operator.post(DEPLOYMENTS, order(release, id)))
                    .add(() -> operator.delete(DEVICES + "/" + id))
                    .run();
            assertThat(answers.get(1).statusCode()).isEqualTo(204);
            assertThat(answers.get(0).statusCode()).isIn(201, 400);
            if (answers.get(0).statusCode() == 201) {
                assertThat(status(Desk.idIn(answers.get(0)))).isEqualTo("finished");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentIsNotLeftWithoutTheArtifactThatIsDeletedWhileItIsCreated(Product product) throws Exception {
        use(product);
        String id = device();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            String name = "race-" + UUID.randomUUID();
            String artifact = Desk.idIn(desk.upload(artifact(name)));
            List<Integer> statuses = new Race()
                    .add(() -> operator.post(DEPLOYMENTS, order(name, id)))
                    .add(() -> operator.delete(ARTIFACTS + "/" + artifact))
                    .statuses();
            assertThat(statuses).isIn(List.of(201, 409), List.of(204, 422));
        }
        operator.delete(DEVICES + "/" + id);
    }

    @ParameterizedTest
    @EnumSource
    void ofEqualOrdersOneIsCarriedOut(Product product) throws Exception {
        use(product);
        String id = device();
        for (int round = 0; round < ROUNDS; round++) {
            String order = order(release(), id);
            assertThat(Race.of(6, () -> operator.post(DEPLOYMENTS, order)).statuses())
                    .isEqualTo(oneOf(6, 201, 409));
        }
        operator.delete(DEVICES + "/" + id);
    }

    private static List<Integer> oneOf(int number, int one, int others) {
        List<Integer> statuses = new ArrayList<>(Collections.nCopies(number - 1, others));
        statuses.add(0, one);
        return statuses;
    }

    /** By two administrators: those of one wait for each other anyway. */
    @ParameterizedTest
    @EnumSource
    void ofEqualUsersOneIsMade(Product product) throws Exception {
        use(product);
        Wire second = newAdministrator();
        for (int round = 0; round < 2; round++) {
            String user = "{\"email\":\"" + UUID.randomUUID() + "@example.com\",\"password\":\"" + PASSWORD + "\"}";
            List<Integer> statuses = new Race()
                    .add(() -> operator.post(USERS, user))
                    .add(() -> second.post(USERS, user))
                    .add(() -> operator.post(USERS, user))
                    .statuses();
            assertThat(statuses).isEqualTo(oneOf(3, 201, 422));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoAdministratorsWhoDeleteEachOtherOneStays(Product product) throws Exception {
        use(product);
        Wire one = newAdministrator();
        Wire other = newAdministrator();
        List<Integer> statuses = new Race()
                .add(() -> one.delete(USERS + "/" + idOf(other)))
                .add(() -> other.delete(USERS + "/" + idOf(one)))
                .statuses();
        assertThat(statuses).isEqualTo(List.of(204, 401));
    }

    private Wire newAdministrator() throws Exception {
        String email = UUID.randomUUID() + "@example.com";
        operator.post(USERS, "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");
        return anyone.as(email, PASSWORD);
    }

    private String idOf(Wire administrator) throws Exception {
        String payload = administrator.token().split("\\.", -1)[1];
        String claims = new String(Base64.getUrlDecoder().decode(payload), UTF_8);
        return Json.parse(claims).asObject().string("sub").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void ofEqualArtifactsOneIsKept(Product product) throws Exception {
        use(product);
        for (int round = 0; round < ROUNDS; round++) {
            Path file = artifact("race-" + UUID.randomUUID());
            assertThat(Race.of(3, () -> desk.upload(file)).statuses()).isEqualTo(oneOf(3, 201, 409));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofArtifactsOfOneNameForSomeOfTheSameDevicesOneIsKept(Product product) throws Exception {
        use(product);
        for (int round = 0; round < ROUNDS; round++) {
            String name = "race-" + UUID.randomUUID();
            Path one = artifact(name, "one");
            Path other = artifact(name, "other");
            List<Integer> statuses = new Race()
                    .add(() -> desk.upload(one))
                    .add(() -> desk.upload(other))
                    .statuses();
            assertThat(statuses).isEqualTo(List.of(201, 409));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofEqualPreauthorisationsOneIsMade(Product product) throws Exception {
        use(product);
        for (int round = 0; round < ROUNDS; round++) {
            String body = preauthorisation("");
            assertThat(Race.of(6, () -> operator.post(DEVICES, body)).statuses())
                    .isEqualTo(oneOf(6, 201, 409));
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalPreauthorisationsByForceAreOneKeyThatIsStillToBeProved(Product product) throws Exception {
        use(product);
        for (int round = 0; round < ROUNDS; round++) {
            String body = preauthorisation(",\"force\":true");
            List<HttpResponse<String>> answers =
                    Race.of(6, () -> operator.post(DEVICES, body)).run();
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
            String made =
                    operator.get(DEVICES + "/" + Desk.idIn(answers.get(0))).body();
            assertThat(Json.parse(made)
                            .asObject()
                            .array("auth_sets")
                            .orElseThrow()
                            .values())
                    .hasSize(1);
            assertThat(made).contains("preauthorized").doesNotContain("accepted");
        }
    }

    private static String preauthorisation(String more) {
        String fingerprint = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return "{\"identity_data\":{\"mac\":\"" + UUID.randomUUID() + "\"},\"fingerprint\":\"" + fingerprint + "\""
                + more + "}";
    }

    /** Of one client that restarts, and of one whose identity others use, too. */
    @ParameterizedTest
    @EnumSource
    void equalFirstRequestsAreOneDevice(Product product) throws Exception {
        use(product);
        for (int round = 0; round < ROUNDS; round++) {
            TestDevice device = TestDevice.withEd25519(anyone);
            TestDevice other =
                    device.withKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            Race race = Race.of(3, device::authorise);
            for (int i = 0; i < 3; i++) {
                race.add(other::authorise);
            }
            assertThat(race.statuses()).containsOnly(401);
            var made = desk.find(device.mac(), "pending");
            assertThat(made.array("auth_sets").orElseThrow().values()).hasSize(2);
            operator.delete(DEVICES + "/" + made.string("id").orElseThrow());
            assertThat(operator.get(DEVICES + "?status=pending&per_page=500").body())
                    .doesNotContain(device.mac());
        }
    }

    /** What it sends at that moment belongs to nobody, or to the device that it becomes again. */
    @ParameterizedTest
    @EnumSource
    void aDeviceThatLeavesTakesWithItWhatItSends(Product product) throws Exception {
        use(product);
        for (int round = 0; round < ROUNDS; round++) {
            TestDevice device = TestDevice.withEd25519(anyone);
            device.authorise();
            String id = desk.accept(device.mac());
            Wire accepted = anyone.with(device.authorise().body());
            TestDevice stranger =
                    device.withKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            List<HttpResponse<String>> answers = new Race()
                    .add(() -> operator.delete(DEVICES + "/" + id))
                    .add(() -> accepted.put(
                            "/api/devices/v1/inventory/device/attributes", "[{\"name\":\"a\",\"value\":\"b\"}]"))
                    .add(stranger::authorise)
                    .run();
            assertThat(answers.get(0).statusCode()).isEqualTo(204);
            assertThat(answers.get(1).statusCode()).isIn(200, 401, 404);
            assertThat(answers.get(2).statusCode()).isEqualTo(401);
            assertThat(operator.get(DEVICES + "/" + id).statusCode()).isEqualTo(404);
        }
    }
}
