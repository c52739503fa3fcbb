/**
 * Runs changes of the database in transactions: the only place that begins, commits and repeats them. A resource calls {@link
 * io.flipside.server.change.TransactionRunner#run}; what is called inside is marked {@code @Transactional(MANDATORY)}, so that
 * forgetting the call fails at the first try.
 */
@NullMarked
package io.flipside.server.change;

import org.jspecify.annotations.NullMarked;
