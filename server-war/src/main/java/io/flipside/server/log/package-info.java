/** Prepares texts from outside for the log. */
@NullMarked
package io.flipside.server.log;

import org.jspecify.annotations.NullMarked;
