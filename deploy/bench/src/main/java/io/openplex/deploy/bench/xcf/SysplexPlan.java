package io.openplex.deploy.bench.xcf;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a sysplex under test is made of: members that are all alike, one distributed DVIPA that the first one defines
 * and all others back up, and more DVIPAs when asked for.
 *
 * @param members number of systems, 2 to {@value #MEMBERS_MAX}
 * @param takeBack the first member takes the distributed DVIPA back as soon as it has joined; otherwise when it is idle
 * @param more DVIPAs beside the distributed one; all members that do not define one back it up
 * @param definers how many members share the definition of these, from the first one on
 */
record SysplexPlan(int members, boolean takeBack, int more, int definers) {
    static final int MEMBERS_MAX = 8;

    /** The distributed DVIPA. */
    static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");

    /** Subnet of the distributed DVIPA. */
    static final IpPrefix DVIPA_NET = IpPrefix.parse("198.51.100.0/28");

    static final int WHOAMI_PORT = 80;
    static final int ECHO_PORT = 7;
    static final String OSA_PORT = "OSA1P";

    /** 198.18.0.0/15 is for benchmarks (RFC 2544). */
    private static final int MORE_FIRST = 198 << 24 | 18 << 16;

    private static final int MORE_NET = 0xfffe_0000;
    private static final int HOSTS_PER_BLOCK = 250;
    private static final int BEST_RANK = 200;

    /** One system; {@code number} counts from 1. */
    record Member(int number) {
        String system() {
            return "SYS" + letter();
        }

        String job() {
            return "TCPIP" + letter();
        }

        String sysclone() {
            return letter() + number;
        }

        MacAddress mac() {
            return new MacAddress(0x0200_0000_00a0L + number);
        }

        private String letter() {
            return Character.toString('A' + number - 1);
        }
    }

    /** Refuses numbers that cannot be. */
    SysplexPlan {
        if (members < 2 || members > MEMBERS_MAX) {
            throw new IllegalArgumentException("members " + members);
        }
        if (definers < 1 || definers > members) {
            throw new IllegalArgumentException("definers " + definers);
        }
    }

    /** With the distributed DVIPA alone. */
    static SysplexPlan plain(int members, boolean takeBack) {
        return new SysplexPlan(members, takeBack, 0, members);
    }

    /** All systems; the first one defines the distributed DVIPA. */
    List<Member> systems() {
        return IntStream.rangeClosed(1, members).mapToObj(Member::new).toList();
    }

    /** True for the addresses whose claims are to be noted. */
    static boolean isDvipa(int address) {
        return (address & MORE_NET) == (MORE_FIRST & MORE_NET) || DVIPA_NET.contains(IpAddress.v4(address));
    }

    /** The additional DVIPAs that this member defines. */
    List<IpAddress> definedBy(Member member) {
        return IntStream.range(0, more)
                .filter(i -> definer(i) == member.number())
                .mapToObj(SysplexPlan::address)
                .toList();
    }

    private int definer(int i) {
        return i % definers + 1;
    }

    private static IpAddress address(int i) {
        return IpAddress.v4(MORE_FIRST + (i / HOSTS_PER_BLOCK << 8) + i % HOSTS_PER_BLOCK + 1);
    }

    /** PROFILE.TCPIP of one system. */
    String profile(Member member) {
        List<String> lines = new ArrayList<>(List.of(
                "IPCONFIG FORMAT LONG DATAGRAMFWD",
                "GLOBALCONFIG SYSPLEXMONITOR NORECOVERY",
                "PORT",
                "   " + ECHO_PORT + " TCP ECHO",
                "   " + WHOAMI_PORT + " TCP WHOAMI",
                "AUTOLOG",
                "   ECHO",
                "   WHOAMI",
                "ENDAUTOLOG",
                "INTERFACE OSA1 DEFINE IPAQENET PORTNAME " + OSA_PORT + " IPADDR 203.0.113.2" + member.number()
                        + "/24 MTU 1500",
                "BEGINROUTES",
                "   ROUTE 203.0.113.0/24 = OSA1 MTU 1500",
                "ENDROUTES",
                "IPCONFIG DYNAMICXCF 192.0.2." + member.number() + " 255.255.255.240 1",
                "VIPADYNAMIC"));
        lines.addAll(distributed(member));
        for (int i = 0; i < more; i++) {
            lines.add(additional(member, i));
        }
        lines.addAll(List.of("ENDVIPADYNAMIC", "START OSA1", ""));
        return String.join("\n", lines);
    }

    private List<String> distributed(Member member) {
        if (member.number() > 1) {
            return List.of("   VIPABACKUP " + (BEST_RANK - member.number()) + " " + DVIPA);
        }
        return List.of(
                "   VIPADEFINE MOVEABLE " + (takeBack ? "IMMEDIATE" : "WHENIDLE") + " 255.255.255.240 " + DVIPA,
                "   VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN " + DVIPA + " PORT " + WHOAMI_PORT + " " + ECHO_PORT
                        + " DESTIP ALL");
    }

    /** The best backups of what one member defines are all others in turn, so that all have to claim. */
    private String additional(Member member, int i) {
        IpAddress address = address(i);
        if (definer(i) == member.number()) {
            return "   VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 " + address;
        }
        int others = members - 1;
        int place = Math.floorMod(member.number() - definer(i) - 1 - i / definers, others);
        return "   VIPABACKUP " + (BEST_RANK - place) + " " + address;
    }
}
