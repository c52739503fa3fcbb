/** What operators do with artifacts: upload, list, delete, download. */
@NullMarked
package io.flipside.server.release.boundary;

import org.jspecify.annotations.NullMarked;
