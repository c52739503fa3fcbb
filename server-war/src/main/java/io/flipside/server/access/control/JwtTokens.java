// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.flipside.server.access.entity.CallerRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues and verifies the JSON Web Tokens of users and devices. The two kinds have different keys. */
@ApplicationScoped
public class JwtTokens {
    private static final String ISSUER = "flipside";

    @Inject
    SigningKeyCache keys;

    /**
     * Holds the claims of a token.
     *
     * @param id the token's id: for a device that of its acceptance
     * @param subject whose it is
     */
    public record Claims(String id, String subject) {}

    public String issue(CallerRole kind, Claims claims, Duration life) {
        Instant now = Instant.now();
        JWTClaimsSet set = new JWTClaimsSet.Builder()
                .jwtID(claims.id())
                .subject(claims.subject())
                .issuer(ISSUER)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .claim(kind == CallerRole.DEVICE ? "mender.device" : "mender.user", true)
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set);
        try {
            token.sign(new MACSigner(keys.key(purpose(kind))));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /** The claims, if the token is of this kind, unchanged, and not expired. */
    public Optional<Claims> check(CallerRole kind, String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            boolean genuine = JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())
                    && parsed.verify(new MACVerifier(keys.key(purpose(kind))));
            return genuine ? current(parsed.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static Optional<Claims> current(JWTClaimsSet set) {
        @Nullable Date expires = set.getExpirationTime();
        boolean valid = expires != null && expires.toInstant().isAfter(Instant.now());
        return valid ? Optional.of(new Claims(set.getJWTID(), set.getSubject())) : Optional.empty();
    }

    private static String purpose(CallerRole kind) {
        return kind == CallerRole.DEVICE ? SigningKeyCache.DEVICE_TOKENS : SigningKeyCache.USER_TOKENS;
    }
}
