/** Decides which device gets which artifact, and keeps the score. */
@NullMarked
package io.flipside.server.rollout.control;

import org.jspecify.annotations.NullMarked;
