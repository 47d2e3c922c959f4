/**
 * The right of one incarnation of a stack to own addresses: promises of the members, confirmations by the ensemble,
 * and the isolation of members that are not heard.
 *
 * <p>{@link io.openplex.xcf.api.right.RightToOwn} is the engine; it is told of members, heartbeats and answers, and
 * says
 * until when addresses may be claimed. {@link io.openplex.xcf.api.right.CoupleDataSet} is what it asks of the ensemble,
 * {@link io.openplex.xcf.api.right.RightToOwn.Surroundings} how its heartbeats leave and what it acts upon. {@link
 * io.openplex.xcf.api.right.OwnList} keeps the list of those who may isolate this member, {@link
 * io.openplex.xcf.api.right.Isolation} is the way to the isolation of one other member, {@link
 * io.openplex.xcf.api.right.Confirmations} the regime in which the ensemble stands in for the members.
 *
 * <p>The rule and its clauses are modelled in {@code xcf/model}. In short: an answer to a heartbeat is a promise not to
 * isolate the asker for L; an owner acts while all who may isolate it have promised, or while the ensemble has just
 * confirmed it by a quorum write; who may isolate waits until its promise is over and the other's beat has stood still,
 * writes it down, and only after a further wait are addresses claimed. What entitles is stamped before sending; what
 * binds is stamped by a reading of the clock after receiving.
 */
@NullMarked
package io.openplex.xcf.api.right;

import org.jspecify.annotations.NullMarked;
