package io.openplex.xcf.zookeeper;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import java.util.Optional;

/**
 * What one stack's XCF needs to know.
 *
 * @param connectString ZooKeeper servers, {@code host:port[,host:port...]}
 * @param sessionTimeoutMs how long the ensemble keeps a silent member; the ensemble may bound it
 * @param sysplex first part of every path
 * @param group XCF group, for example {@code EZBTCPCS}
 * @param signalling where signalling is served; the host is also what partners are told
 * @param watch where watch connections are accepted; end to end only, no proxy in between
 * @param digest {@code user:password} of the nodes' creator; without it every node is open to everybody
 * @param serverCredentials TLS of the signalling service
 * @param channelCredentials TLS towards partners
 * @param terms on which the stack is a member
 */
public record XcfOptions(
        String connectString,
        int sessionTimeoutMs,
        String sysplex,
        String group,
        HostPort signalling,
        HostPort watch,
        Optional<String> digest,
        ServerCredentials serverCredentials,
        ChannelCredentials channelCredentials,
        MemberTerms terms) {
    /** Refuses names that are no path element and time-outs that are no time. */
    public XcfOptions {
        GroupPaths.element(sysplex);
        GroupPaths.element(group);
        if (sessionTimeoutMs <= 0) {
            throw new IllegalArgumentException("session timeout must be positive: " + sessionTimeoutMs);
        }
    }

    /** Loopback, free ports, 6 s session, no credentials, no TLS, a member on this machine. */
    public static XcfOptions of(String connectString, String sysplex, String group) {
        HostPort loopback = new HostPort("127.0.0.1", 0);
        return new XcfOptions(
                connectString,
                6000,
                sysplex,
                group,
                loopback,
                loopback,
                Optional.empty(),
                InsecureServerCredentials.create(),
                InsecureChannelCredentials.create(),
                MemberTerms.here());
    }

    /** The same with another session timeout in milliseconds. */
    public XcfOptions withSessionTimeoutMs(int millis) {
        return new XcfOptions(
                connectString,
                millis,
                sysplex,
                group,
                signalling,
                watch,
                digest,
                serverCredentials,
                channelCredentials,
                terms);
    }

    /** The same with other ports. */
    public XcfOptions withPorts(HostPort signallingAt, HostPort watchAt) {
        return new XcfOptions(
                connectString,
                sessionTimeoutMs,
                sysplex,
                group,
                signallingAt,
                watchAt,
                digest,
                serverCredentials,
                channelCredentials,
                terms);
    }

    /** The same with nodes that only this user may touch. */
    public XcfOptions withDigest(String userAndPassword) {
        return new XcfOptions(
                connectString,
                sessionTimeoutMs,
                sysplex,
                group,
                signalling,
                watch,
                Optional.of(userAndPassword),
                serverCredentials,
                channelCredentials,
                terms);
    }

    /** The same with mutual TLS on the signalling links. */
    public XcfOptions withTls(SignallingTls tls) {
        return new XcfOptions(
                connectString,
                sessionTimeoutMs,
                sysplex,
                group,
                signalling,
                watch,
                digest,
                tls.server(),
                tls.channel(),
                terms);
    }

    /** The same as a member on other terms. */
    public XcfOptions withTerms(MemberTerms others) {
        return new XcfOptions(
                connectString,
                sessionTimeoutMs,
                sysplex,
                group,
                signalling,
                watch,
                digest,
                serverCredentials,
                channelCredentials,
                others);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return sysplex + "/" + group + " at " + connectString + ", session " + sessionTimeoutMs + " ms, signalling "
                + signalling + ", watch " + watch;
    }
}
