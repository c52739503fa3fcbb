// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Serves the OpenAPI document. It is read from the resources themselves: paths, parameters, bodies and answers from their
 * methods, members from the records, security from the allowed roles. Annotations say only what code cannot.
 */
@NullMarked
package io.flipside.server.openapi.boundary;

import org.jspecify.annotations.NullMarked;
