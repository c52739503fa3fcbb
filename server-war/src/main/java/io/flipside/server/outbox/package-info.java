/**
 * Writes down what happened, as rows in the same transaction as the change, and hands the rows to consumers afterwards.
 *
 * <p><b>Rows.</b> A {@link io.flipside.server.outbox.Fact} becomes one row for each consumer that is registered in the
 * database, by one statement. A consumer's row is deleted once the consumer has taken it, so the table is short, and an
 * idle device's poll neither reads nor writes it.
 *
 * <p><b>At least once.</b> There is no position that a reader could move past a fact which commits late: a row waits until
 * it is deleted. A reader claims rows (owner, until); if it dies, another reader takes them over when the claim has run
 * out, and what the dead one had taken without deleting it is taken once more. Consumers tell repetitions by {@link
 * io.flipside.server.outbox.OutboxEntry#factId}.
 *
 * <p><b>In order for each subject</b>, for instance for each device of a deployment. A fact is recorded after the row that
 * it is about was read or locked in the same change. The rows of devices, deployments and devices' deployments have a
 * version: of two changes of one row that both commit, the later one read it after the earlier one had committed (else it
 * would have failed and been repeated, with a new fact). So the later fact got the higher id, and whoever sees it sees the
 * earlier one too. Ids of different subjects may become visible in any order; nothing relies on it. Users and artifacts have
 * no version: the facts of two changes of one user in the same instant may come in either order. A reader claims a row only
 * if no earlier row of its subject is claimed by somebody else or waits to be tried again.
 */
@NullMarked
package io.flipside.server.outbox;

import org.jspecify.annotations.NullMarked;
