/** People and what was issued to them. */
@NullMarked
package io.flipside.server.access.entity;

import org.jspecify.annotations.NullMarked;
