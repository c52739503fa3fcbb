// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Maps the REST resources for devices and operators to the path /api. */
@ApplicationPath("api")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Flipside",
                        version = "1",
                        description = "Over-the-air updates. Paths and shapes are those of the Mender server."),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "People get one from useradm/auth/login, devices from authentication/auth_requests.")
public class ApiApplication extends Application {
    /** Jersey's own JSON provider would otherwise win against {@link JsonBodyProvider} in some starts and lose in others. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.disableJsonBinding", true, "jersey.config.disableMoxyJson", true);
    }
}
