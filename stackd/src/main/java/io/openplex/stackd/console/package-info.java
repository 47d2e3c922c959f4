/**
 * The operator console (operations.md 0, 1, 2, 4.7). {@link OperatorConsole} takes a text, finds the declaration in
 * {@code CommandTable}, checks the operands and calls the handler. Displays read {@link StackView}, build one
 * {@link Report} and from it come the lines and the JSON twin; changes go through {@link SysplexCommands} and
 * {@link StackControl}. {@link MessageLog} is the console log with its retained messages, {@link OutstandingReplies}
 * are
 * the questions to the operator; {@link SfmPrompt} asks one of them. {@link XcfFacts} is what XCF displays show beside
 * groups and members.
 *
 * <p>JSON of a report: {@code report}, {@code system}, {@code stack}, the arrays below, {@code displayed},
 * {@code total}. Field names stay as they are; new ones may be added.
 *
 * <ul>
 *   <li>STATUS: {@code stacks[name, version, status]}
 *   <li>HOME: {@code addresses[name, address, type?, flags[]]}
 *   <li>CONN, ALLCONN: {@code connections[userId, connectionId, state, local, foreign, applicationData?]}
 *   <li>VIPADYN: {@code dvipas[interface?, address, prefixLength, status, origin, distStat, activated, jobName?]},
 *       {@code vipaRoutes[destXcf, targetIp, status]}
 *   <li>VDPT: {@code targets[dest, destXcf, totalConn, rdy, wlm, tsr, flags[]]}, with DETAIL also
 *       {@code distMethod, tcsr, cer, sef, weight?, rawCp?.., abnorm, health, actConn, qosPolicyAction, weightQos}
 *   <li>VCRT: {@code connections[dest, source, destXcf]}, with DETAIL also {@code policyRule, policyAction, interface?,
 *       vipaRoute?, gateway?, accelerated?, affinitySeconds?, affinityConnections?, affinityLeft?}
 *   <li>SYSPLEX-VIPADYN: {@code dvipas[name?, prefixLength?, address, origin?, tcpName, mvsName, status, rank, dist]};
 *       {@code rank} is null where there is none
 *   <li>GROUP: {@code groups[group]}
 *   <li>all XCF displays also: {@code sysplex, current}; {@code problem} is NONE, PROBLEM or SEVERE
 *   <li>XCF-SYSPLEX: {@code systems[name, status, problem]}; XCF-SYSTEMS and XCF-SYSTEM: {@code systems[name, cpc,
 *       statusTime, status, problem, exceptions[]]}
 *   <li>XCF-GROUPS: {@code groups[group, size, problem]}; XCF-GROUP: {@code members[member, system, job, problem]};
 *       XCF-MEMBERS: {@code members[member, system, job, status, token, cpc, linked, lastHeardMillis, problem]};
 *       {@code lastHeardMillis} is null where it is not measured
 *   <li>XCF-COUPLE: {@code couple[interval, opnotify, effectiveFdi, ssumAction, promise, confirmation,
 *       sessionTimeout]}, milliseconds; XCF-POLICY: {@code policies[type, name, action]}
 *   <li>REPLIES: {@code requests[id, type, issuer, message, timeMillis]}
 * </ul>
 *
 * <p>This level prints FORMAT LONG only. Message texts are those of the message catalogue.
 */
@NullMarked
package io.openplex.stackd.console;

import org.jspecify.annotations.NullMarked;
