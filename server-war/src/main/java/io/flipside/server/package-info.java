/**
 * Holds the management server. Its capabilities are {@code access} (users, tokens), {@code fleet} (devices),
 * {@code release} (artifacts), {@code rollout} (deployments), {@code delivery} (the API of devices) and {@code console}
 * (what only the web console asks for). Below them lie {@code http}, {@code database} and {@code log}; {@code launcher}
 * starts all of it and is no part of the WAR.
 */
@NullMarked
package io.flipside.server;

import org.jspecify.annotations.NullMarked;
