// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

/** Signals that the database schema is complete, so that initial data can be inserted. */
public record SchemaMigrated() {}
