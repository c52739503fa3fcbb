/** What operators see of devices and decide about them: admission, inventory. */
@NullMarked
package io.flipside.server.fleet.boundary;

import org.jspecify.annotations.NullMarked;
