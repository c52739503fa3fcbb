/** Brings the database to the version that this program needs, before anything else runs. */
@NullMarked
package io.flipside.server.schema;

import org.jspecify.annotations.NullMarked;
