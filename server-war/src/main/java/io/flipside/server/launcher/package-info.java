/** Runs the WAR on a Payara Micro of its own: the main class of flipside-server.jar. Not part of the WAR. */
@NullMarked
package io.flipside.server.launcher;

import org.jspecify.annotations.NullMarked;
