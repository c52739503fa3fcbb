// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

/** Represents the CDI event that the schema migration is complete; observers may use the database from now on. */
public record SchemaMigrated() {}
