/** Migrates the database to the schema of this version, and holds what all queries share. */
@NullMarked
package io.flipside.server.database;

import org.jspecify.annotations.NullMarked;
