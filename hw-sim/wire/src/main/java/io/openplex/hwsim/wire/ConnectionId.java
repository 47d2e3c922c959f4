package io.openplex.hwsim.wire;

/**
 * The 4-tuple of a TCP connection as seen by the stack side (the control path's form; hot paths use the raw halves).
 *
 * @param local the stack's side, for a distributed connection the DVIPA and its port
 * @param remote the client's side
 */
public record ConnectionId(IpEndpoint local, IpEndpoint remote) implements Comparable<ConnectionId> {
    @Override
    public int compareTo(ConnectionId other) {
        int byLocal = local.compareTo(other.local);
        return byLocal != 0 ? byLocal : remote.compareTo(other.remote);
    }

    @Override
    public String toString() {
        return remote + "->" + local;
    }
}
