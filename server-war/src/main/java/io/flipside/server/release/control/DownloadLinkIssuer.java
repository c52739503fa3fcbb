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

    /** The parameter of a device's link that names its device deployment. */
    public static final String DEVICE_DEPLOYMENT = "device_deployment";

    @Inject
    LinkSigner links;

    @Inject
    @ConfigProperty(name = "flipside.public-url")
    Optional<String> publicUrl;

    /** Holds the absolute address of an artifact and the time until which it works. */
    public record Link(URI uri, Instant expire) {}

    /**
     * Ties a link to what it was given for.
     *
     * @param deviceDeploymentId while it is active, the link is valid
     * @param tokenId of the device, while its tokens are valid
     */
    public record DeviceClaim(String deviceDeploymentId, String tokenId) {
        private String signed() {
            return "\n" + deviceDeploymentId + "\n" + tokenId;
        }
    }

    /**
     * A link for a user.
     *
     * @param base an address of the root of this server that the caller used; a configured one wins
     */
    public Link to(String artifactId, URI base, Duration life) {
        return link(artifactId, signed(artifactId, life), "", base);
    }

    /** A link for a device. */
    public Link to(String artifactId, DeviceClaim claim, URI base, Duration life) {
        String query = "&" + DEVICE_DEPLOYMENT + "=" + claim.deviceDeploymentId();
        return link(artifactId, signed(artifactId + claim.signed(), life), query, base);
    }

    private Signed signed(String resource, Duration life) {
        Instant expires = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
        return new Signed(expires, links.sign(resource, expires));
    }

    private Link link(String artifactId, Signed signed, String more, URI base) {
        String root = publicUrl.orElse(base.toString()).replaceAll("/+$", "");
        String query = "?expire=" + signed.expires.getEpochSecond() + "&signature=" + signed.signature + more;
        return new Link(URI.create(root + PATH + artifactId + query), signed.expires);
    }

    private record Signed(Instant expires, String signature) {}

    public boolean valid(String artifactId, Optional<DeviceClaim> claim, Instant expires, String signature) {
        return links.valid(artifactId + claim.map(DeviceClaim::signed).orElse(""), expires, signature);
    }
}
