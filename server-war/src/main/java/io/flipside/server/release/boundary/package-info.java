/** Serves the management API of artifacts: upload, list, delete, link to download. */
@NullMarked
package io.flipside.server.release.boundary;

import org.jspecify.annotations.NullMarked;
