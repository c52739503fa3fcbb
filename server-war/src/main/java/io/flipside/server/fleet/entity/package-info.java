/** A device, the keys it showed (authorisation sets), and what it says of itself (attributes). */
@NullMarked
package io.flipside.server.fleet.entity;

import org.jspecify.annotations.NullMarked;
