// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Small, strict, bounded JSON (RFC 8259) for artifacts, device state and the wire: duplicate names, trailing bytes,
 * invalid UTF-8 and unpaired surrogates are errors, and size, nesting and number of values are limited.
 *
 * <pre>{@code
 * JsonObject status = Json.parse(bytes).asObject();
 * String name = status.string("name").orElse("unknown");
 * byte[] answer = Json.write(JsonObject.builder().put("name", name).put("tries", 3).build());
 * }</pre>
 */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.artifact.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
