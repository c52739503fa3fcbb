/** Stores deployments and device deployments: the parts that concern one device each. */
@NullMarked
package io.flipside.server.rollout.entity;

import org.jspecify.annotations.NullMarked;
