package io.openplex.stackd.profile;

import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.StackMessage;
import io.openplex.proto.statements.Diagnostic;
import java.util.List;

/**
 * What came of reading a profile.
 *
 * @param found whether the file could be read
 * @param hasErrors whether a message of severity ERROR was issued; warnings about what is not supported do not count
 * @param profile what was accepted
 * @param diagnostics the messages about places in files, with file and line: form first, then meaning
 * @param messages the whole dialogue in order: EZZ0300I, EZZ0309I, the diagnostics, EZZ0316I, EZZ0303I when there are
 *     errors, EZZ0331I
 */
public record ProfileResult(
        boolean found, boolean hasErrors, StackProfile profile, List<Diagnostic> diagnostics, List<Message> messages) {
    /** Copies the lists. */
    public ProfileResult {
        diagnostics = List.copyOf(diagnostics);
        messages = List.copyOf(messages);
    }

    /** The status lines about global options that follow the processing of the initial profile (profile.md 1.7). */
    public List<Message> optionMessages() {
        IpConfig ip = profile.ipConfig();
        String forwarding = ip.forwardMultipath() ? "FWDMULTIPATH PERPACKET" : "NOFWDMULTIPATH";
        String lowPorts = profile.tcpConfig().restrictLowPorts() ? "RESERVED" : "NOT RESERVED";
        Message redirects = StackMessage.EZZ0335I.with(ip.ignoreRedirect() ? "IGNORE" : "NOT IGNORE");
        Message ports = StackMessage.EZZ0338I.with("TCP", lowPorts);
        Message routing = StackMessage.EZZ0350I.with(state(ip.sysplexRouting()));
        Message xcf = StackMessage.EZZ0624I.with(state(ip.dynamicXcf().isPresent()));
        return ip.datagramForwarding()
                ? List.of(StackMessage.EZZ0641I.with(forwarding), redirects, ports, routing, xcf)
                : List.of(redirects, ports, routing, xcf);
    }

    private static String state(boolean on) {
        return on ? "ENABLED" : "DISABLED";
    }
}
