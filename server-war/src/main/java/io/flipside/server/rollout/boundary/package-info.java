/** Serves the management API of deployments and their device deployments. */
@NullMarked
package io.flipside.server.rollout.boundary;

import org.jspecify.annotations.NullMarked;
