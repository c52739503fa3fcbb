/** Checks passwords, issues and checks signed tokens and links, keeps the secrets for it. Any capability may ask; access asks none. */
@NullMarked
package io.flipside.server.access.control;

import org.jspecify.annotations.NullMarked;
