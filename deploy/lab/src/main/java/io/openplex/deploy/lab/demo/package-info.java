/**
 * Client traffic against a lab, with every byte accounted for, and the guided tour made of it.
 *
 * <p>{@link io.openplex.deploy.lab.demo.ConnectionProbe} opens a new connection every 10 ms and notes which were
 * answered; {@link io.openplex.deploy.lab.demo.EchoStream} keeps one connection busy with data that carries its own
 * position; {@link io.openplex.deploy.lab.demo.LabClient} is what they need to know of a lab;
 * {@link io.openplex.deploy.lab.demo.Tour} is the demonstration, and the tests use the same parts.
 */
@NullMarked
package io.openplex.deploy.lab.demo;

import org.jspecify.annotations.NullMarked;
