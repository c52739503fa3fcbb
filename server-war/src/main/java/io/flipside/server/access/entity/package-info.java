/** Stores users, their tokens, and the signing keys. */
@NullMarked
package io.flipside.server.access.entity;

import org.jspecify.annotations.NullMarked;
