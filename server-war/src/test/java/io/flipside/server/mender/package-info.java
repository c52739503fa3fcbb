/** Mender's own programs, unmodified, against this server. */
@NullMarked
package io.flipside.server.mender;

import org.jspecify.annotations.NullMarked;
