// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

import client.ApiClient;
import client.ApiException;
import client.api.ArtifactsApi;
import client.api.DeploymentsApi;
import client.api.LoginApi;
import client.api.WebConsoleApi;
import client.model.Change;
import client.model.ConsoleDeviceRow;
import client.model.NewDeployment;
import java.net.http.HttpClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What a user does with the client that is generated from the OpenAPI document; GeneratedClientIT compiles both, and runs it. */
public final class GeneratedClientTour {
    private GeneratedClientTour() {}

    /** Logs in, lists devices, uploads, deploys to all that are listed, and aborts; answers the deployment's id. */
    public static String run(String server, String user, String artifact, String release) throws ApiException, IOException {
        String basic = Base64.getEncoder().encodeToString(user.getBytes());
        File token = new LoginApi(client(server, "Basic " + basic)).loginLogIn();
        token.deleteOnExit();
        ApiClient operator = client(server, "Bearer " + Files.readString(token.toPath()));

        List<String> devices = new WebConsoleApi(operator)
                .webConsoleDevices(List.of("accepted"), null, 1, 500).stream()
                        .map(ConsoleDeviceRow::getId)
                        .toList();

        File file = new File(artifact);
        ArtifactsApi artifacts = new ArtifactsApi(operator);
        artifacts.artifactsUpload(file, file.length(), "by a generated client");
        String described = artifacts.artifactsList(release, 1, 20).get(0).getDescription();
        if (!described.equals("by a generated client")) {
            throw new IllegalStateException("the description came as '" + described + "'");
        }

        DeploymentsApi deployments = new DeploymentsApi(operator);
        NewDeployment order =
                new NewDeployment().name("generated").artifactName(release).devices(devices);
        String location = location(
                deployments.deploymentsCreateWithHttpInfo("v1", order).getHeaders());
        String id = location.substring(location.lastIndexOf('/') + 1);
        deployments.deploymentsAbort("v1", id, new Change().status(Change.StatusEnum.ABORTED));
        return id;
    }

    private static ApiClient client(String server, String authorization) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(server);
        // Java's client asks for HTTP/2 by default, which the server refuses with a chunked body, as that of the upload is.
        client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        return client.setRequestInterceptor(request -> request.header("Authorization", authorization));
    }

    private static String location(Map<String, List<String>> headers) {
        return headers.get("location").get(0);
    }
}
