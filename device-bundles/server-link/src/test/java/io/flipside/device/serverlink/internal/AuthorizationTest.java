// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.httpclient.internal.HttpClientComponent;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizationTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    @Test
    void provesItsIdentityInMendersWords() throws Exception {
        try (StubServer server = new StubServer()) {
            ServerLinkComponent link = link(server.uri(), "tenant");
            link.setIdentity(() -> new TreeMap<>(Map.of("serial", List.of("1", "2"), "mac", List.of("02:01"))));

            assertThat(link.authorize()).isTrue();

            StubServer.Request request = server.all(StubServer.AUTH).get(0);
            assertThat(request.type()).isEqualTo("application/json");
            assertThat(request.authorization()).isEqualTo("Bearer tenant");
            JsonObject body = Json.parse(request.body()).asObject();
            assertThat(request.body())
                    .startsWith("{\"id_data\":\"{\\\"mac\\\":\\\"02:01\\\",\\\"serial\\\":[\\\"1\\\",\\\"2\\\"]}\","
                            + "\"tenant_token\":\"tenant\",\"pubkey\":\"-----BEGIN PUBLIC KEY-----\\n")
                    .endsWith("\"}\n");
            assertThat(verifies(request, body.string("pubkey").orElseThrow())).isTrue();
        }
    }

    @Test
    void showsAnEmptyTokenWithoutATenant() throws Exception {
        try (StubServer server = new StubServer()) {
            ServerLinkComponent link = link(server.uri(), "");
            link.setIdentity(() -> new TreeMap<>(Map.of("mac", List.of("02:01"))));

            link.authorize();

            assertThat(server.all(StubServer.AUTH).get(0).authorization()).isIn("Bearer ", "Bearer");
        }
    }

    private ServerLinkComponent link(URI server, String tenantToken) {
        ServerLinkSettings.Times times = new ServerLinkSettings.Times(LONG, LONG, LONG, LONG, LONG);
        ServerLinkComponent link = new ServerLinkComponent(new ServerLinkSettings(
                List.of(server), directory.resolve("key.pem"), tenantToken, Optional.empty(), times));
        link.setClient(new HttpClientComponent());
        return link;
    }

    /** Over the bytes as they came, including the newline at the end. */
    private static boolean verifies(StubServer.Request request, String pem) throws Exception {
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key);
        signature.update(request.body().getBytes(UTF_8));
        return signature.verify(Base64.getDecoder().decode(request.signature()));
    }
}
