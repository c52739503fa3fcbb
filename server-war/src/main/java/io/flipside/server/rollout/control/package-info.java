/** Creates and ends deployments, selects artifacts for devices, and records their reports. */
@NullMarked
package io.flipside.server.rollout.control;

import org.jspecify.annotations.NullMarked;
