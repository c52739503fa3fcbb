/** Tests that run inside the server, next to the beans that they call. */
@NullMarked
package io.flipside.server.inside;

import org.jspecify.annotations.NullMarked;
