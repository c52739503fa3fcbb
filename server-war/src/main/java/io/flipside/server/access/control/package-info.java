/** Checks passwords, and signs and verifies tokens and links. Every capability may use it; it uses none. */
@NullMarked
package io.flipside.server.access.control;

import org.jspecify.annotations.NullMarked;
