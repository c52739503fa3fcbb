/** Stores the rows of artifacts. A release is the name that several artifacts share. */
@NullMarked
package io.flipside.server.release.entity;

import org.jspecify.annotations.NullMarked;
