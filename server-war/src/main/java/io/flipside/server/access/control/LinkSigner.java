// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the resource and expiry of a download link, and verifies such signatures. */
@ApplicationScoped
public class LinkSigner {
    @Inject
    SigningKeyCache keys;

    public String sign(String resource, Instant expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.key(SigningKeyCache.LINKS), "HmacSHA256"));
            byte[] signature =
                    mac.doFinal((expires.getEpochSecond() + "\n" + resource).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    public boolean valid(String resource, Instant expires, String signature) {
        byte[] expected = sign(resource, expires).getBytes(StandardCharsets.US_ASCII);
        return expires.isAfter(Instant.now())
                && MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
}
