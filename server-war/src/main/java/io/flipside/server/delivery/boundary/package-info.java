/** What devices call, exactly as a Mender client does: authorisation, inventory, next, status, log, download. */
@NullMarked
package io.flipside.server.delivery.boundary;

import org.jspecify.annotations.NullMarked;
