/** Serves the API of devices, which is Mender's: authentication, inventory, next update, status, log, download. */
@NullMarked
package io.flipside.server.delivery.boundary;

import org.jspecify.annotations.NullMarked;
