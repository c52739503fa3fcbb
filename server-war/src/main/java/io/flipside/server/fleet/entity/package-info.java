/** Stores devices, their authorisation sets, and their inventory attributes. */
@NullMarked
package io.flipside.server.fleet.entity;

import org.jspecify.annotations.NullMarked;
