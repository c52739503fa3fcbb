/**
 * Runs changes of the database in transactions: the only place that begins, commits and repeats them. A resource calls {@link
 * io.flipside.server.change.TransactionRunner#run}; what is called inside is marked {@code @Transactional(MANDATORY)}, so that
 * forgetting the call fails at the first try.
 *
 * <p><b>Invariants belong to the database.</b> Whoever adds something to a row, deletes it, or asks whether something is the
 * last of it, locks that row first ({@link io.flipside.server.change.RowLocks}) and looks afterwards; the order is users,
 * devices, artifacts, deployments, device deployments, and what belongs to a row has a foreign key and goes with it. What may
 * be there only once has a unique constraint, and a check that has the words: of two at once, the constraint makes the later
 * one try again, and the check refuses it then.
 */
@NullMarked
package io.flipside.server.change;

import org.jspecify.annotations.NullMarked;
