// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonString;
import io.flipside.artifact.json.JsonValue;
import io.flipside.device.inventory.DeviceIdentityProvider;
import io.flipside.device.serverlink.internal.key.DevicePrivateKey;
import io.flipside.device.service.ReplaceableService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Makes signed authentication requests from the identity and the private key of the device. Thread-safe. */
public final class AuthenticationRequestFactory {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReplaceableService<DeviceIdentityProvider> identity;
    private final Path keyFile;
    private final String tenantToken;
    private @Nullable DevicePrivateKey key;

    /** The key file is read, or made, when it is needed first. */
    public AuthenticationRequestFactory(
            ReplaceableService<DeviceIdentityProvider> identity, Path keyFile, String tenantToken) {
        this.identity = identity;
        this.keyFile = keyFile;
        this.tenantToken = tenantToken;
    }

    /**
     * A request for authorisation.
     *
     * @param body what to send
     * @param headers what proves it
     */
    record Request(String body, Map<String, String> headers) {}

    Request request() throws IOException, InterruptedException {
        DeviceIdentityProvider provider = identity.await(PATIENCE)
                .orElseThrow(() -> new IOException("nobody says who this device is; is the inventory bundle running?"));
        DevicePrivateKey device = key();
        String body = JsonObject.builder()
                        .put("id_data", idData(provider.identity()))
                        .put("tenant_token", tenantToken)
                        .put("pubkey", device.publicPem())
                        .build()
                + "\n";
        String signature = Base64.getEncoder().encodeToString(device.sign(body.getBytes(UTF_8)));
        return new Request(
                body,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + tenantToken,
                        "X-MEN-Signature",
                        signature));
    }

    private synchronized DevicePrivateKey key() throws IOException {
        if (key == null) {
            key = DevicePrivateKey.at(keyFile);
        }
        return key;
    }

    /** The server knows a device by the hash of this text, so the order counts. */
    private static String idData(SortedMap<String, List<String>> identity) {
        JsonObject.Builder object = JsonObject.builder();
        identity.forEach((name, values) -> object.put(name, value(values)));
        return Json.text(object.build());
    }

    /** One value is a string, several are a list. */
    public static JsonValue value(List<String> values) {
        return values.size() == 1 ? new JsonString(values.get(0)) : JsonArray.ofStrings(values);
    }
}
