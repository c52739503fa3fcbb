/** Serves the management API of devices: authorisation and inventory. */
@NullMarked
package io.flipside.server.fleet.boundary;

import org.jspecify.annotations.NullMarked;
