/** What operators do with deployments, and how far each device has come. */
@NullMarked
package io.flipside.server.rollout.boundary;

import org.jspecify.annotations.NullMarked;
