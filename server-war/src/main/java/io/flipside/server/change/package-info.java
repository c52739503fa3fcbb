/**
 * Makes changes: the only place that begins, commits and repeats transactions. A resource calls {@link
 * io.flipside.server.change.Changes#make}; what is called inside is marked {@code @Transactional(MANDATORY)}, so that
 * forgetting the call fails at the first try.
 */
@NullMarked
package io.flipside.server.change;

import org.jspecify.annotations.NullMarked;
