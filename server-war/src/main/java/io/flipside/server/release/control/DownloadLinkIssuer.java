// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.server.access.control.LinkSigner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues and verifies download links, each for one artifact and a limited time. */
@ApplicationScoped
public class DownloadLinkIssuer {
    /** Below the root of the server. */
    public static final String PATH = "/api/devices/v1/deployments/artifacts/";

    @Inject
    LinkSigner links;

    @Inject
    @ConfigProperty(name = "flipside.public-url")
    Optional<String> publicUrl;

    /** Holds the absolute address of an artifact and the time until which it works. */
    public record Link(URI uri, Instant expire) {}

    /**
     * A link to an artifact.
     *
     * @param base an address of the root of this server that the caller used; a configured one wins
     */
    public Link to(String artifactId, URI base, Duration life) {
        Instant expires = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
        String root = publicUrl.orElse(base.toString()).replaceAll("/+$", "");
        String query = "?expire=" + expires.getEpochSecond() + "&signature=" + links.sign(artifactId, expires);
        return new Link(URI.create(root + PATH + artifactId + query), expires);
    }

    public boolean valid(String artifactId, Instant expires, String signature) {
        return links.valid(artifactId, expires, signature);
    }
}
