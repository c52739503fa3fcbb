/** The signatures and tokens of devices, and the sending of artifact bytes. */
@NullMarked
package io.flipside.server.delivery.control;

import org.jspecify.annotations.NullMarked;
