// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

/** Represents the CDI event that the database has no schema yet: what its first rows need can be made beside the migration. */
public record DatabaseEmpty() {}
