// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Maps the REST resources for devices and operators to the path /api. */
@ApplicationPath("api")
public class ApiApplication extends Application {
    /** Jersey's own JSON provider would otherwise win against {@link JsonBodyProvider} in some starts and lose in others. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.disableJsonBinding", true, "jersey.config.disableMoxyJson", true);
    }
}
