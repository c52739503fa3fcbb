// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.Paging;
import io.flipside.server.http.ResponsePage;
import io.flipside.server.http.RowBatches;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.control.DownloadLinkIssuer;
import io.flipside.server.release.control.DownloadLinkIssuer.Link;
import io.flipside.server.release.entity.StoredArtifact;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Serves the management API of artifacts: upload, list, describe, delete, link to download. */
@Path("management/v1/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class ArtifactsResource {
    @Inject
    TransactionRunner transactions;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    UploadFormReader form;

    @Inject
    DownloadLinkIssuer links;

    @Inject
    @ConfigProperty(name = "flipside.user-link.seconds")
    long linkSeconds;

    @POST
    @Path("artifacts")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Upload an artifact; parts: size (optional), description (optional), artifact (last)")
    @APIResponse(responseCode = "201", description = "Stored")
    @APIResponse(responseCode = "409", description = "There is one like it already")
    public Response upload(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @RequestBodySchema(UploadForm.class) InputStream body)
            throws IOException {
        StoredArtifact artifact = form.receive(body, type);
        return Response.created(URI.create("management/v1/deployments/artifacts/" + artifact.id()))
                .build();
    }

    /** Without pages, because mender-cli asks for none. */
    @GET
    @Path("artifacts")
    @Operation(summary = "All artifacts, newest first")
    public Collection<ArtifactView> all(@QueryParam("name") @Nullable String name) {
        return RowBatches.sized(artifacts.sizes(Optional.ofNullable(name)), this::views);
    }

    @GET
    @Path("artifacts/list")
    @Operation(summary = "Artifacts by pages, newest first")
    public ResponsePage<ArtifactView> list(@QueryParam("name") @Nullable String name, @BeanParam Paging paging) {
        Optional<String> wanted = Optional.ofNullable(name);
        RowBatches<String, ArtifactView> views =
                RowBatches.sized(artifacts.sizes(wanted, paging.requested()), this::views);
        return paging.answer(views, artifacts.count(wanted));
    }

    private List<ArtifactView> views(List<String> ids) {
        return artifacts.byId(ids).stream().map(ArtifactView::of).toList();
    }

    @GET
    @Path("artifacts/{id}")
    @Operation(summary = "One artifact")
    public ArtifactView get(@PathParam("id") String id) {
        return ArtifactView.of(artifacts.get(id));
    }

    @PUT
    @Path("artifacts/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change the description")
    public void describe(@PathParam("id") String id, Description description) {
        transactions.run(() -> artifacts.describe(id, description.text()));
    }

    @DELETE
    @Path("artifacts/{id}")
    @Operation(summary = "Delete an artifact that no unfinished deployment needs")
    @APIResponse(responseCode = "409", description = "An unfinished deployment needs it")
    public void delete(@PathParam("id") String id) {
        transactions.run(() -> artifacts.delete(id));
    }

    @GET
    @Path("artifacts/{id}/download")
    @Operation(summary = "A link to the artifact's bytes")
    public Link download(@PathParam("id") String id, @Context UriInfo uri) {
        URI root = uri.getBaseUri().resolve("..");
        return links.to(artifacts.get(id).id(), root, Duration.ofSeconds(linkSeconds));
    }

    @GET
    @Path("limits/storage")
    @Operation(summary = "How many bytes of artifacts there are; limit 0 is none")
    public Storage storage() {
        return new Storage(0, artifacts.bytes());
    }

    /** Holds how many bytes of artifacts there may be, and how many there are. */
    public record Storage(long limit, long usage) {}

    /** Describes the parts of an upload in their order. */
    record UploadForm(
            Optional<Long> size, @Schema(maxLength = 4096) Optional<String> description, InputStream artifact) {}

    /** Holds the new description of an artifact, the one thing about it that may change. */
    public record Description(@Nullable String description) {
        String text() {
            if (description == null) {
                throw ErrorResponseException.badRequest("description is needed");
            }
            return description;
        }
    }
}
