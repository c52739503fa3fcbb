/**
 * Writes domain events as rows, in the transaction of the change, and delivers the rows to consumers afterwards.
 *
 * <p><b>Rows.</b> A {@link io.flipside.server.outbox.DomainEvent} becomes one row for each consumer that is registered in the
 * database, by one statement. A consumer's row is deleted once the consumer has taken it, so the table is short, and an
 * idle device's poll neither reads nor writes it.
 *
 * <p><b>At least once.</b> There is no position that a reader could move past an event which commits late: a row waits until
 * it is deleted. A reader claims rows (owner, until); if it dies, another reader takes them over when the claim has run
 * out, by the clock of the database, and what the dead one had taken without deleting it is taken once more. Consumers tell repetitions by {@link
 * io.flipside.server.outbox.OutboxEntry#eventId}.
 *
 * <p><b>Until it is taken.</b> A row that its consumer cannot take is offered again after ten seconds, then after twice as long
 * each time, at most an hour. It is never deleted for its age. Two bounds keep the table finite: a row that was refused 720
 * times, which takes a month of trying, is given up with an error in the log, so that the next one of its subject gets its
 * turn; and what waits for a consumer that no instance has had for 30 days is deleted.
 *
 * <p><b>In order for each subject</b>, for instance for each device of a deployment. An event is recorded after the row that
 * it is about was read or locked in the same change. The rows of devices, deployments and device deployments have a
 * version: of two changes of one row that both commit, the later one read it after the earlier one had committed (else it
 * would have failed and been repeated, with a new event). So the later event got the higher id, and whoever sees it sees the
 * earlier one too. Ids of different subjects may become visible in any order; nothing relies on it. Users and artifacts have
 * no version: the events of two changes of one user in the same instant may come in either order. A reader claims a row only
 * if no earlier row of its subject is claimed by somebody else or waits to be tried again.
 */
@NullMarked
package io.flipside.server.outbox;

import org.jspecify.annotations.NullMarked;
