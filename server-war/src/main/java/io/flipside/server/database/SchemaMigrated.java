// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

/** The database has every table: what has to be there from the beginning may be put there now. */
public record SchemaMigrated() {}
