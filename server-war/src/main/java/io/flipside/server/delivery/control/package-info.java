/** Computes which bytes of an artifact a download asks for. */
@NullMarked
package io.flipside.server.delivery.control;

import org.jspecify.annotations.NullMarked;
