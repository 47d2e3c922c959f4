package io.openplex.deploy.simulation.plan;

import io.openplex.deploy.simulation.LparDefinition;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.stack.StackIdentity;
import java.util.List;
import java.util.Map;

/**
 * A sysplex: its LPARs and DVIPAs.
 *
 * @param lpars numbered from 1 in their order
 * @param dvipas numbered from 1 in their order
 */
public record SysplexPlan(List<LparPlan> lpars, List<DvipaPlan> dvipas) {
    /** Ports on which every stack has an echo server. */
    public static final List<Integer> PORTS = List.of(7, 1007);

    /** The router on the LAN of the OSAs, to which every stack has its default route; with the prefix of the LAN. */
    public static final IpPrefix ROUTER = IpPrefix.parse("203.0.113.1/24");

    private static final String PROFILE = """
            IPCONFIG FORMAT LONG DATAGRAMFWD SYSPLEXROUTING
            IPCONFIG DYNAMICXCF 192.0.2.&HOSTNUM. 255.255.255.240 1
            PORT
               7    TCP ECHO
               1007 TCP ECHO
            AUTOLOG 0
               ECHO
            ENDAUTOLOG
            INTERFACE OSA1 DEFINE IPAQENET PORTNAME OSA1P IPADDR 203.0.113.2&HOSTNUM./24 MTU 1500
            BEGINROUTES
               ROUTE 203.0.113.0/24  =            OSA1  MTU 1500
               ROUTE DEFAULT         %s  OSA1  MTU 1500
            ENDROUTES
            INCLUDE TCPPARMS(&SYSNAME.)
            START OSA1
            """.formatted(ROUTER.address());

    /** Copies the lists. */
    public SysplexPlan {
        lpars = List.copyOf(lpars);
        dvipas = List.copyOf(dvipas);
    }

    /** What the world needs to know of an LPAR. */
    public LparDefinition definition(LparPlan lpar) {
        StackIdentity identity = new StackIdentity(
                lpar.system(),
                "TCPIP" + lpar.letter(),
                lpar.letter() + String.valueOf(lpar.number()),
                "LABPLEX",
                "CPC" + lpar.cpc(),
                "VTAM" + lpar.letter());
        return new LparDefinition(
                identity,
                Map.of("HOSTNUM", String.valueOf(lpar.number())),
                Map.of("DD:PROFILE", PROFILE, "TCPPARMS(" + lpar.system() + ")", vipaDynamic(lpar.number())),
                "OSA1P",
                mac(lpar.number()));
    }

    /** Burned-in address of the OSA of an LPAR. */
    public static MacAddress mac(int lpar) {
        return new MacAddress(0x0200_0000_0000L + lpar);
    }

    /** The VIPADYNAMIC block of an LPAR, empty when it has no address to define. */
    String vipaDynamic(int lpar) {
        StringBuilder block = new StringBuilder();
        for (DvipaPlan dvipa : dvipas) {
            String moveable = "MOVEABLE " + (dvipa.whenIdle() ? "WHENIDLE" : "IMMEDIATE") + " 255.255.255.240 ";
            if (dvipa.definer() == lpar) {
                block.append("   VIPADEFINE ")
                        .append(moveable)
                        .append(dvipa.address())
                        .append('\n');
            }
            for (DvipaPlan.Backup backup : dvipa.backups()) {
                if (backup.lpar() == lpar) {
                    block.append("   VIPABACKUP ").append(backup.rank()).append(' ');
                    block.append(backup.moveable() ? moveable : "")
                            .append(dvipa.address())
                            .append('\n');
                }
            }
            if (dvipa.definer() == lpar && dvipa.distributed()) {
                block.append(distribute(dvipa));
            }
        }
        return block.isEmpty() ? "" : "VIPADYNAMIC\n" + block + "ENDVIPADYNAMIC\n";
    }

    private static String distribute(DvipaPlan dvipa) {
        StringBuilder text = new StringBuilder("   VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN ")
                .append(dvipa.address())
                .append(" PORT");
        PORTS.forEach(port -> text.append(' ').append(port));
        text.append(" DESTIP");
        if (dvipa.targets().isEmpty()) {
            text.append(" ALL");
        }
        dvipa.targets().forEach(target -> text.append(" 192.0.2.").append(target));
        return text.append('\n').toString();
    }

    /** The whole configuration as text: every LPAR with its VIPADYNAMIC block. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (LparPlan lpar : lpars) {
            text.append("%s on CPC%d, clock %+d ppm, started at %d ms%n%s"
                    .formatted(
                            lpar.system(),
                            lpar.cpc(),
                            lpar.skewPpm(),
                            lpar.startNanos() / 1_000_000,
                            vipaDynamic(lpar.number())));
        }
        return text.toString();
    }
}
