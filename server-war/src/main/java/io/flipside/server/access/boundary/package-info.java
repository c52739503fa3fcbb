/** Serves login, logout and users, and authenticates and authorises the requests of users. */
@NullMarked
package io.flipside.server.access.boundary;

import org.jspecify.annotations.NullMarked;
