// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds the deployment that the server offers to this device, read from its response.
 *
 * @param id the deployment
 * @param artifactName the name of its artifact
 * @param location where the artifact is
 */
public record NextDeployment(String id, String artifactName, URI location) {
    /** The id becomes part of addresses. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    static NextDeployment parse(String text) throws IOException {
        try {
            JsonObject offer = Json.parse(text).asObject();
            JsonObject artifact = offer.object("artifact").orElseThrow(() -> missing("artifact"));
            JsonObject source = artifact.object("source").orElseThrow(() -> missing("artifact.source"));
            List<String> types = artifact.strings("device_types_compatible").orElse(List.of());
            if (types.isEmpty()) {
                throw missing("artifact.device_types_compatible");
            }
            return new NextDeployment(
                    id(offer.string("id").orElseThrow(() -> missing("id"))),
                    artifact.string("artifact_name")
                            .filter(name -> !name.isBlank())
                            .orElseThrow(() -> missing("artifact.artifact_name")),
                    location(source.string("uri").orElseThrow(() -> missing("artifact.source.uri"))));
        } catch (JsonException | IllegalArgumentException e) {
            throw new IOException("the server offers an update that makes no sense: " + e.getMessage(), e);
        }
    }

    private static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("'id' is not that of a deployment");
        }
        return text;
    }

    private static URI location(String text) {
        URI uri = URI.create(text);
        HttpRequest.get(uri, Map.of());
        return uri;
    }

    private static IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("'" + what + "' is missing");
    }
}
