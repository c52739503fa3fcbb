/** A deployment brings one release to many devices; a job is its part for one device. */
@NullMarked
package io.flipside.server.rollout.entity;

import org.jspecify.annotations.NullMarked;
