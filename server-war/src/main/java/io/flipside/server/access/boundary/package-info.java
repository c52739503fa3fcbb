/** Who a person is: login, logout, users; and the gate before everything that people call. */
@NullMarked
package io.flipside.server.access.boundary;

import org.jspecify.annotations.NullMarked;
