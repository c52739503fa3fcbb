/** What the server must answer, byte for byte, to devices and operators. */
@NullMarked
package io.flipside.server.wire;

import org.jspecify.annotations.NullMarked;
