/** Brings the database to the version that this program needs, before anything else runs. */
@NullMarked
package io.flipside.server.database;

import org.jspecify.annotations.NullMarked;
