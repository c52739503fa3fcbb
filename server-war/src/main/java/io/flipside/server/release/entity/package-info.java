/** An artifact on the shelf. Artifacts of one name form a release. */
@NullMarked
package io.flipside.server.release.entity;

import org.jspecify.annotations.NullMarked;
