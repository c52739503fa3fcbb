/** Authorises devices and keeps their inventory. */
@NullMarked
package io.flipside.server.fleet.control;

import org.jspecify.annotations.NullMarked;
