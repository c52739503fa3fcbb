// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.database.DatabaseFailure;
import io.flipside.server.delivery.control.ByteRange;
import io.flipside.server.delivery.control.DownloadAuthorization;
import io.flipside.server.delivery.control.DownloadPlaces;
import io.flipside.server.http.ErrorResponse;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.control.ArtifactStore;
import io.flipside.server.release.control.DownloadLinkIssuer;
import io.flipside.server.release.entity.StoredArtifact;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends an artifact's bytes to any client with a valid download link. A servlet rather than a resource, because
 * nothing may stand between the file and the socket: the length must be known and the bytes must not be compressed on
 * the way.
 */
@WebServlet(DownloadLinkIssuer.PATH + "*")
public class ArtifactDownloadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String TYPE = "application/vnd.mender-artifact";
    private static final int BUFFER = 1 << 17;

    @Inject
    transient DownloadAuthorization links;

    @Inject
    transient DownloadPlaces places;

    @Inject
    transient ArtifactRepository artifacts;

    @Inject
    transient ArtifactStore store;

    @Override
    @Operation(
            summary = "Download an artifact by the link that an update or the management API gave; ranges are served")
    @Parameter(name = "expire", in = ParameterIn.QUERY, required = true, schema = @Schema(implementation = Long.class))
    @Parameter(
            name = "signature",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = DownloadLinkIssuer.DEVICE_DEPLOYMENT,
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class))
    @APIResponse(responseCode = "200", description = "All", content = @Content(mediaType = TYPE))
    @APIResponse(responseCode = "206", description = "A range", content = @Content(mediaType = TYPE))
    @APIResponse(responseCode = "403", description = "The link is not valid, or it has expired")
    @APIResponse(responseCode = "416", description = "It has not so many bytes")
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        Optional<StoredArtifact> artifact;
        try {
            if (!authorised(request, id)) {
                ErrorResponse.send(
                        request, response, 403, "the link is not valid, or it has expired; ask for a new one");
                return;
            }
            artifact = artifacts.find(id);
        } catch (RuntimeException e) {
            if (!DatabaseFailure.isUnreachable(e)) {
                throw e;
            }
            ErrorResponse.send(request, response, 503, DatabaseFailure.ANSWER);
            return;
        }
        if (artifact.isEmpty()) {
            ErrorResponse.send(request, response, 404, "the artifact was deleted");
            return;
        }
        try {
            answer(request, response, artifact.get());
        } catch (NoSuchFileException e) {
            getServletContext().log("the bytes of artifact " + id + " are missing in the store");
            ErrorResponse.send(request, response, 500, "the artifact's bytes are missing on the server");
        }
    }

    private boolean authorised(HttpServletRequest request, String id) {
        String expire = request.getParameter("expire");
        String signature = request.getParameter("signature");
        Optional<String> deployment = deviceDeployment(request).filter(text -> text.matches("[0-9a-f-]{36}"));
        return expire != null
                && signature != null
                && expire.matches("[0-9]{1,11}")
                && links.allows(id, Instant.ofEpochSecond(Long.parseLong(expire)), signature, deployment);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, StoredArtifact artifact)
            throws IOException {
        long total = artifact.size();
        String tag = "\"" + artifact.digest() + "\"";
        Optional<ByteRange> range = ByteRange.of(wantedRange(request, tag), total);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag);
        if (range.isEmpty()) {
            response.setHeader("Content-Range", "bytes */" + total);
            ErrorResponse.send(request, response, 416, "the artifact has only " + total + " bytes");
            return;
        }
        ByteRange bytes = range.get();
        if (request.getMethod().equals("HEAD")) {
            describe(response, artifact, bytes);
            return;
        }
        Optional<String> deviceDeployment = deviceDeployment(request);
        if (!places.take(deviceDeployment)) {
            ErrorResponse.send(request, response, 503, "too many downloads at once; try again");
            return;
        }
        try (InputStream content = store.read(artifact.id(), bytes.first(), bytes.length())) {
            describe(response, artifact, bytes);
            send(content, response.getOutputStream());
        } finally {
            places.leave(deviceDeployment);
        }
    }

    private static Optional<String> deviceDeployment(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(DownloadLinkIssuer.DEVICE_DEPLOYMENT));
    }

    private static void describe(HttpServletResponse response, StoredArtifact artifact, ByteRange bytes) {
        response.setContentType(TYPE);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName(artifact) + "\"");
        response.setContentLengthLong(bytes.length());
        if (!bytes.isWhole()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", bytes.contentRange());
        }
    }

    /** With If-Range, a range counts only for the very same bytes. */
    private static @Nullable String wantedRange(HttpServletRequest request, String tag) {
        String condition = request.getHeader("If-Range");
        return condition == null || condition.equals(tag) ? request.getHeader("Range") : null;
    }

    private static String fileName(StoredArtifact artifact) {
        return artifact.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".mender";
    }

    private static void send(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }
}
