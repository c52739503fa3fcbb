/** Takes artifacts in as streams, verifies and keeps them. */
@NullMarked
package io.flipside.server.release.control;

import org.jspecify.annotations.NullMarked;
