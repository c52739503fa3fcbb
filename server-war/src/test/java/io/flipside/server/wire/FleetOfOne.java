// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A device that was accepted, and a deployment of a release for it alone.
 *
 * @param wire to the server, as the device
 * @param device its id
 * @param release the name of the release
 * @param deploymentName nobody else's
 * @param deployment the id of the deployment
 */
record FleetOfOne(Wire wire, String device, String release, String deploymentName, String deployment) {
    static final String TYPE = "fleet-of-one";

    static FleetOfOne with(Wire operator, Path folder) throws Exception {
        Desk desk = new Desk(operator);
        Wire anyone = new Wire(operator.server());
        TestDevice device = TestDevice.withEd25519(anyone);
        device.authorise();
        String id = desk.accept(device.mac());
        String release = "release-" + UUID.randomUUID();
        assertThat(upload(desk, folder, release, TYPE).statusCode()).isEqualTo(201);
        String name = "deployment-" + UUID.randomUUID();
        HttpResponse<String> ordered = operator.post(
                Desk.V1 + "deployments",
                "{\"name\":\"" + name + "\",\"artifact_name\":\"" + release + "\",\"devices\":[\"" + id + "\"]}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
        return new FleetOfOne(anyone.with(device.authorise().body()), id, release, name, Desk.idIn(ordered));
    }

    /** The device takes the update and reports this status, with which the deployment is finished. */
    void end(Desk desk, String status) throws Exception {
        TestDevice.next(wire, "old", TYPE);
        assertThat(TestDevice.report(wire, deployment, "{\"status\":\"" + status + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.deployment(deployment).string("status")).contains("finished");
    }

    /** Uploads a small artifact for these device types. */
    static HttpResponse<String> upload(Desk desk, Path folder, String release, String... types) throws Exception {
        Path artifact = folder.resolve(UUID.randomUUID() + ".mender");
        ArtifactWriter.module("single-file")
                .name(release)
                .deviceTypes(types)
                .file(Files.writeString(folder.resolve("content"), "content of " + release))
                .write(artifact);
        return desk.upload(artifact);
    }
}
