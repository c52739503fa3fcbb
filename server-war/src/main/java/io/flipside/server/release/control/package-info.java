/** Receives artifacts as streams, verifies them, and stores their rows and their bytes. */
@NullMarked
package io.flipside.server.release.control;

import org.jspecify.annotations.NullMarked;
