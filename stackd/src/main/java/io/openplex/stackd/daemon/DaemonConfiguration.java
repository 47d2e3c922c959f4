package io.openplex.stackd.daemon;

import io.openplex.hwsim.linux.ThreadPriority;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.console.SfmAction;
import io.openplex.stackd.stack.StackIdentity;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.api.right.RightValues;
import io.openplex.xcf.zookeeper.SignallingTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's options, checked.
 *
 * @param identity names of the stack
 * @param host address of all the daemon's own sockets
 * @param key 16 bytes of the XCF links' key
 * @param ports OSA ports by PORTNAME
 * @param profileDirectory where INCLUDE looks
 * @param values of the right to own addresses
 * @param sfmAction what is done about a stack that is not heard
 * @param tls of XCF signalling, if it is to be used
 * @param digest user and password at the coordination service, if its nodes are not open to everybody
 * @param options the rest as typed
 */
record DaemonConfiguration(
        StackIdentity identity,
        InetAddress host,
        byte[] key,
        Map<String, OsaCable> ports,
        Path profileDirectory,
        RightValues values,
        SfmAction sfmAction,
        Optional<SignallingTls> tls,
        Optional<String> digest,
        DaemonOptions options) {
    private static final Pattern NAME = Pattern.compile("[A-Z@#$][A-Z0-9@#$]{0,7}");
    private static final Pattern CLONE = Pattern.compile("[A-Z0-9@#$]{1,2}");
    private static final Pattern DIGEST = Pattern.compile("[^:\\s]+:\\S+");
    private static final int SESSION_LEAST_MS = 1000;
    private static final int SESSION_MOST_MS = 60_000;
    private static final long MILLI = 1_000_000L;

    /**
     * The LAN side of an OSA port.
     *
     * @param lan what its cable is plugged into
     * @param mac burned-in address
     * @param tap capture file
     */
    record OsaCable(Lan lan, MacAddress mac, Optional<Path> tap) {
        /** What the cable of a port is plugged into. */
        sealed interface Lan {}

        /**
         * Loopback UDP between two ports.
         *
         * @param localPort own port
         * @param remotePort port of the far end
         */
        record Udp(int localPort, int remotePort) implements Lan {}

        /**
         * A real Ethernet interface.
         *
         * @param name of the interface
         * @param namespace file of its network namespace; empty: the daemon's own
         */
        record Interface(String name, Optional<Path> namespace) implements Lan {}
    }

    /** An option that cannot be used; the message says what to write instead. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static DaemonConfiguration check(DaemonOptions o) throws UsageException {
        String system = name("--system", o.system);
        String job = name("--job", o.job);
        String clone = o.sysclone == null
                ? system.substring(Math.max(0, system.length() - 2))
                : o.sysclone.toUpperCase(Locale.ROOT);
        if (!CLONE.matcher(clone).matches()) {
            throw new UsageException("--sysclone takes 1 or 2 letters or digits, not '" + clone + "'");
        }
        String cpName = o.cpName == null ? "VTAM" + clone : name("--cp-name", o.cpName);
        StackIdentity identity =
                new StackIdentity(system, job, clone, name("--sysplex", o.sysplex), name("--cpc", o.cpc), cpName);
        InetAddress host = host(o);
        port("--rpc-port", o.rpcPort, 0);
        port("--metrics-port", o.metricsPort, 0);
        if (o.sessionTimeoutMs < SESSION_LEAST_MS || o.sessionTimeoutMs > SESSION_MOST_MS) {
            throw new UsageException("--session-timeout-ms takes " + SESSION_LEAST_MS + " to " + SESSION_MOST_MS
                    + ", not " + o.sessionTimeoutMs);
        }
        if (!Files.isReadable(o.profile)) {
            throw new UsageException("--profile: cannot read " + o.profile);
        }
        Path parent =
                Optional.ofNullable(o.profile.toAbsolutePath().getParent()).orElse(Path.of("."));
        Path directory = o.profileDirectory == null ? parent : o.profileDirectory;
        return new DaemonConfiguration(
                identity,
                host,
                key(o.keyFile),
                cables(o, system),
                directory,
                values(o),
                sfmAction(o.sfmPolicy),
                tls(o),
                digest(o.zookeeperAuth),
                o);
    }

    private static SfmAction sfmAction(String policy) throws UsageException {
        return SfmAction.of(policy)
                .orElseThrow(() -> new UsageException("--sfm-policy takes isolate or prompt, not '" + policy + "'"));
    }

    /** What the file holds is never repeated in a message. */
    private static Optional<String> digest(@Nullable Path file) throws UsageException {
        if (file == null) {
            return Optional.empty();
        }
        try {
            String line = Files.readString(file).strip();
            if (!DIGEST.matcher(line).matches()) {
                throw new UsageException("--zookeeper-auth: " + file + " must hold one line, user:password");
            }
            return Optional.of(line);
        } catch (IOException e) {
            throw new UsageException("--zookeeper-auth: cannot read " + file);
        }
    }

    private static Optional<SignallingTls> tls(DaemonOptions o) throws UsageException {
        if (o.tlsCertificate == null && o.tlsKey == null && o.tlsAuthority == null) {
            return Optional.empty();
        }
        if (o.tlsCertificate == null || o.tlsKey == null || o.tlsAuthority == null) {
            throw new UsageException("--tls-cert, --tls-key and --tls-ca go together: give all three or none");
        }
        try {
            return Optional.of(SignallingTls.load(o.tlsCertificate, o.tlsKey, o.tlsAuthority));
        } catch (IOException e) {
            throw new UsageException("--tls-cert, --tls-key, --tls-ca: " + e.getMessage());
        }
    }

    /** Refuses values that do not fit together and names the one that does not. */
    private static RightValues values(DaemonOptions o) throws UsageException {
        RightValues values = RightValues.DEFAULT
                .withIntervals(o.heartbeatMs * MILLI, o.promiseMs * MILLI, o.confirmationMs * MILLI)
                .withSession(o.sessionTimeoutMs * MILLI);
        List<String> complaints = values.complaints();
        if (!complaints.isEmpty()) {
            throw new UsageException("--heartbeat-ms " + o.heartbeatMs + ", --promise-ms " + o.promiseMs
                    + ", --confirmation-ms " + o.confirmationMs + ", --session-timeout-ms " + o.sessionTimeoutMs
                    + ": " + String.join("; ", complaints));
        }
        if (o.nice < ThreadPriority.HIGHEST || o.nice > 0) {
            throw new UsageException("--nice " + o.nice + " is not between " + ThreadPriority.HIGHEST + " and 0");
        }
        return values;
    }

    private static String name(String option, String value) throws UsageException {
        String upper = value.toUpperCase(Locale.ROOT);
        if (!NAME.matcher(upper).matches()) {
            throw new UsageException(option + " takes 1 to 8 letters, digits or @#$, beginning with none of the digits,"
                    + " not '" + value + "'");
        }
        return upper;
    }

    private static InetAddress host(DaemonOptions o) throws UsageException {
        try {
            InetAddress host = InetAddress.getByName(o.host);
            if (!host.isLoopbackAddress() && !o.allowRemote) {
                throw new UsageException("--host " + o.host
                        + " is not a loopback address; add --allow-remote if others may reach this daemon");
            }
            Optional<String> remote = ServerNames.beyondLoopback(o.zookeeper);
            if (host.isLoopbackAddress() && remote.isPresent()) {
                throw new UsageException("--host " + o.host + " is a loopback address, but --zookeeper names "
                        + remote.get() + ": stacks on other machines would take it for their own; give --host an"
                        + " address of this machine that they reach, with --allow-remote");
            }
            return host;
        } catch (UnknownHostException e) {
            throw new UsageException("--host: unknown address '" + o.host + "'");
        }
    }

    private static int port(String option, int port, int least) throws UsageException {
        if (port < least || port > 0xffff) {
            throw new UsageException(option + " takes a port from " + least + " to 65535, not " + port);
        }
        return port;
    }

    private static byte[] key(Path file) throws UsageException {
        try {
            byte[] key = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length == LinkKey.BYTES) {
                return key;
            }
        } catch (IOException e) {
            throw new UsageException("--key-file: cannot read " + file);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--key-file: " + file + " must hold 32 hex digits (" + e.getMessage() + ")");
        }
        throw new UsageException("--key-file: " + file + " must hold 32 hex digits");
    }

    private static OsaCable.Lan lan(String osa, String portName, String text) throws UsageException {
        String[] parts = text.split(":", 3);
        if (parts.length == 3 && "udp".equalsIgnoreCase(parts[0])) {
            int local = port("--osa " + portName, number(parts[1], osa), 1);
            return new OsaCable.Udp(local, port("--osa " + portName, number(parts[2], osa), 1));
        }
        if (parts.length >= 2 && "if".equalsIgnoreCase(parts[0])) {
            String whole = text.substring("if:".length());
            int at = whole.indexOf('@');
            String interfaceName = at < 0 ? whole : whole.substring(0, at);
            if (!interfaceName.isEmpty() && at < whole.length() - 1) {
                return new OsaCable.Interface(
                        interfaceName,
                        at < 0 ? Optional.empty() : Optional.of(namespace(osa, whole.substring(at + 1))));
            }
        }
        throw new UsageException("--osa takes PORTNAME=udp:LOCALPORT:REMOTEPORT or PORTNAME=if:INTERFACE[@NAMESPACE],"
                + " not '" + osa + "'");
    }

    /** A name as of "ip netns", or the path of a file. */
    private static Path namespace(String osa, String text) throws UsageException {
        try {
            return text.contains("/") ? Path.of(text) : Path.of("/run/netns", text);
        } catch (InvalidPathException e) {
            throw new UsageException("--osa '" + osa + "': no such namespace: " + e.getMessage());
        }
    }

    private static Map<String, OsaCable> cables(DaemonOptions o, String system) throws UsageException {
        Map<String, OsaCable> cables = new LinkedHashMap<>();
        for (String osa : o.osas) {
            int equals = osa.indexOf('=');
            String portName = name("--osa", equals < 0 ? osa : osa.substring(0, equals));
            OsaCable.Lan lan = lan(osa, portName, osa.substring(equals + 1));
            Optional<Path> tap = Optional.ofNullable(o.taps.get(portName)).map(Path::of);
            if (cables.put(portName, new OsaCable(lan, mac(o, system, portName), tap)) != null) {
                throw new UsageException("--osa names " + portName + " twice");
            }
        }
        for (String named : o.taps.keySet()) {
            if (!cables.containsKey(named)) {
                throw new UsageException("--tap names " + named + ", which no --osa defines");
            }
        }
        return cables;
    }

    private static int number(String digits, String whole) throws UsageException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new UsageException("--osa: '" + digits + "' is not a port in '" + whole + "'");
        }
    }

    /** Locally administered and different for every system and port name. */
    private static MacAddress mac(DaemonOptions o, String system, String portName) throws UsageException {
        String given = o.macs.get(portName);
        if (given == null) {
            return new MacAddress(0x0200_0000_0000L | ((system + "." + portName).hashCode() & 0xffff_ffffL));
        }
        return MacAddress.tryParse(given)
                .filter(mac -> !MacAddress.isGroup(mac.bits()))
                .orElseThrow(() -> new UsageException(
                        "--mac takes 12 hex digits of a single station's address, not '" + given + "'"));
    }
}
