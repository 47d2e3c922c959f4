package io.openplex.stackd.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTest {
    private static final String GOOD = """
            ; a profile
            GLOBALCONFIG MAXRECS 50 SYSPLEXMONITOR RECOVERY TIMERSECS 30
            IPCONFIG DYNAMICXCF 192.0.2.1 255.255.255.240 1 FORMAT LONG SYSPLEXROUTING TTL 32
            INTERFACE OSA1 DEFINE IPAQENET PORTNAME OSA1P IPADDR 203.0.113.21/24 MTU 1500 VMAC 02AABBCCDDEE
            BEGINROUTES
              ROUTE 203.0.113.0 255.255.255.0 = OSA1 MTU 1500
              ROUTE DEFAULT 203.0.113.1 OSA1 MTU DEFAULTSIZE REPLACEABLE
            ENDROUTES
            PORT 80 TCP WHOAMI SHAREPORT ; servers
                 7 TCP ECHO NOAUTOLOG
            START OSA1
            VIPADYNAMIC
              VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.240 198.51.100.11 198.51.100.12
              VIPABACKUP 100 198.51.100.13
              VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN 198.51.100.11 PORT 80 7 DESTIP ALL
            ENDVIPADYNAMIC
            """;

    private static ProfileReader reader(String text) {
        return new ProfileReader(
                name -> name.equals("P") ? Optional.of(text) : Optional.empty(),
                Symbols.ofSystem("SYSA", "LABPLEX", Map.of("SYSCLONE", "1")));
    }

    private static ProfileResult read(String text) {
        return reader(text).initial("P");
    }

    /** All but those about what has no effect at this level; they are {@link OperandDecisionsTest}'s matter. */
    private static List<String> complaints(ProfileResult result) {
        return texts(result.diagnostics().stream().map(Diagnostic::message).toList());
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream()
                .filter(m -> !Set.of("OPX0001I", "OPX0002I").contains(m.id().name()))
                .map(Message::text)
                .toList();
    }

    private static StackProfile withoutLines(StackProfile p) {
        return new StackProfile(
                p.interfaces().stream()
                        .map(i -> new InterfaceDefinition(
                                i.name(),
                                i.kind(),
                                i.portName(),
                                i.address(),
                                i.mtu(),
                                i.vlanId(),
                                i.vmac(),
                                i.sourceVipaInterface(),
                                i.sharing(),
                                i.monitored(),
                                0))
                        .toList(),
                p.devices(),
                p.links(),
                p.home(),
                p.routes().stream()
                        .map(r -> new RouteDefinition(
                                r.destination(), r.firstHop(), r.interfaceName(), r.mtu(), r.replaceable(), 0))
                        .toList(),
                p.ipConfig(),
                p.ipConfig6(),
                p.globalConfig(),
                p.tcpConfig(),
                p.ports().stream()
                        .map(r -> new PortReservation(
                                r.first(),
                                r.last(),
                                r.tcp(),
                                r.job(),
                                r.autolog(),
                                r.delayAcks(),
                                r.share(),
                                r.bind(),
                                r.range(),
                                0))
                        .toList(),
                p.autolog(),
                p.starts(),
                new VipaDynamic(p.vipaDynamic().statements().stream()
                        .map(s -> switch (s) {
                            case VipaDynamic.Address a -> (VipaDynamic.Statement) new VipaDynamic.Address(a.value(), 0);
                            case VipaDynamic.Distribute d -> new VipaDynamic.Distribute(d.value(), 0);
                        })
                        .toList()));
    }

    @Test
    @DisplayName("profile scenarios P1, P2: one long record, or a statement split at every blank, read the same")
    void freeFormat() {
        ProfileResult formatted = read(GOOD);
        assertThat(complaints(formatted)).isEmpty();
        String bare = GOOD.replaceAll(";.*", "");
        ProfileResult oneLine = read(bare.replace('\n', ' '));
        ProfileResult split = read(bare.trim().replaceAll("\\s+", " ; comment\n"));
        assertThat(complaints(oneLine)).isEmpty();
        assertThat(complaints(split)).isEmpty();
        assertThat(withoutLines(oneLine.profile())).isEqualTo(withoutLines(formatted.profile()));
        assertThat(withoutLines(split.profile())).isEqualTo(withoutLines(formatted.profile()));
        assertThat(formatted.profile().vipaDynamic().addresses())
                .containsExactly(
                        VipaDefine.immediate(IpPrefix.parse("198.51.100.11/28")),
                        VipaDefine.immediate(IpPrefix.parse("198.51.100.12/28")),
                        VipaBackup.passive(
                                100, IpPrefix.parse("198.51.100.13/32").address()));
    }

    @Test
    void theGoodProfilesValues() {
        StackProfile profile = read(GOOD).profile();
        assertThat(profile.ipConfig().ttl()).isEqualTo(32);
        assertThat(profile.globalConfig().maxRecords()).isEqualTo(50);
        assertThat(profile.globalConfig().monitor().recovery()).isTrue();
        assertThat(profile.globalConfig().monitor().timerSeconds()).isEqualTo(30);
        assertThat(profile.routes())
                .extracting(r -> r.destination().toString())
                .containsExactly("203.0.113.0/24", "0.0.0.0/0");
        assertThat(profile.ports().getFirst().share()).isEqualTo(PortReservation.Share.SHAREPORT);
        assertThat(profile.ports().getLast().autolog()).isFalse();
    }

    @Test
    @DisplayName("profile scenario P3: REPL;note is one malformed token; other routes are kept")
    void blankBeforeSemicolon() {
        ProfileResult result = read("""
                INTERFACE L1 DEFINE IPAQENET PORTNAME P1 IPADDR 192.0.2.2/24
                BEGINROUTES
                ROUTE DEFAULT 192.0.2.1 L1 MTU 1500 REPL;note
                ROUTE 198.51.100.0/24 192.0.2.1 L1 MTU 1500 REPL ;note
                ENDROUTES
                """);
        assertThat(complaints(result)).singleElement().asString().startsWith("EZZ0318I REPL;note WAS FOUND ON LINE 3");
        assertThat(result.profile().routes()).singleElement().matches(RouteDefinition::replaceable);
    }

    @Test
    @DisplayName("profile scenario P4: lower case and shortest abbreviations are accepted, one letter less is not")
    void abbreviations() {
        ProfileResult result = read("globalcon maxrecs 8\nglobalconf maxrecs 7\nIPCONF sysplexr datagr form long");
        assertThat(complaints(result)).containsExactly("EZZ0324I UNRECOGNIZED STATEMENT globalcon FOUND ON LINE 1");
        assertThat(result.profile().globalConfig().maxRecords()).isEqualTo(7);
        assertThat(result.profile().ipConfig().longFormat()).isTrue();
    }

    @Test
    @DisplayName("profile scenarios P5, P6: sequence numbers and a star in column 1 are no comments")
    void otherComments() {
        assertThat(complaints(read("IPCONFIG TTL 5 00010000\nSTART X")))
                .first()
                .asString()
                .contains("00010000");
        assertThat(complaints(read("* DEVICE D MPCIPA\nGLOBALCONFIG MAXRECS 5")))
                .first()
                .isEqualTo("EZZ0324I UNRECOGNIZED STATEMENT * FOUND ON LINE 1");
    }

    @Test
    @DisplayName("profile scenario P7: symbols inside an address; an undefined one fails as an operand")
    void symbols() {
        ProfileResult result = read("IPCONFIG DYNAMICXCF 192.0.2.&SYSCLONE. 255.255.255.0 1\nIPCONFIG TTL &NOSUCH.");
        assertThat(result.profile().ipConfig().dynamicXcf().orElseThrow().address())
                .isEqualTo(IpPrefix.parse("192.0.2.1/24"));
        assertThat(complaints(result))
                .containsExactly("EZZ0318I &NOSUCH. WAS FOUND ON LINE 2 AND A NUMBER 1-255 WAS EXPECTED");
    }

    @Test
    @DisplayName("profile scenario P9: a missing include is reported and the profile goes on")
    void missingInclude() {
        ProfileResult result = read("INCLUDE NO.SUCH\nIPCONFIG TTL 9");
        assertThat(result.messages())
                .extracting(m -> m.id().name())
                .containsExactly("EZZ0301I", "EZZ0300I", "EZZ0309I", "EZZ0316I", "EZZ0303I");
        assertThat(result.profile().ipConfig().ttl()).isEqualTo(9);
    }

    @Test
    @DisplayName("profile scenario P10: a link before its device, a home for an undefined link ends the list")
    void order() {
        ProfileResult result = read("LINK L1 IPAQENET D1\nDEVICE D1 MPCIPA\nLINK L2 IPAQENET D1\n"
                + "HOME 192.0.2.1 L2 192.0.2.2 L9 192.0.2.3 L2");
        assertThat(complaints(result))
                .containsExactly(
                        "EZZ0322I DEVICE D1 ON LINE 1 IS NOT DEFINED", "EZZ0322I LINK L9 ON LINE 4 IS NOT DEFINED");
        assertThat(result.profile().home()).hasSize(1);
    }

    @Test
    @DisplayName("profile scenario P12: without ENDAUTOLOG the rest of the file is taken for operands")
    void missingEnd() {
        ProfileResult result = read("AUTOLOG\nWHOAMI\nIPCONFIG TTL 9\nSTART");
        assertThat(result.profile().ipConfig().ttl()).isEqualTo(64);
        assertThat(result.profile().autolog().entries())
                .extracting(Autolog.Entry::procedure)
                .containsExactly("WHOAMI", "IPCONFIG", "TTL", "START");
        assertThat(complaints(result)).last().asString().contains("ENDAUTOLOG WAS EXPECTED");
        assertThat(result.hasErrors()).isTrue();
    }

    @Test
    @DisplayName("profile scenario P13: a syntax error in the third statement of VIPADYNAMIC ends the block")
    void vipaSyntaxError() {
        ProfileResult result =
                read("VIPADYNAMIC VIPABACKUP 1 192.0.2.1 VIPABACKUP 2 192.0.2.2\nVIPABACKUP 999 192.0.2.3\n"
                        + "VIPABACKUP 4 192.0.2.4 ENDVIPADYNAMIC IPCONFIG TTL 7");
        assertThat(complaints(result)).singleElement().asString().startsWith("EZZ0318I 999 WAS FOUND ON LINE 2");
        assertThat(result.profile().vipaDynamic().addresses()).hasSize(2);
        assertThat(result.profile().ipConfig().ttl()).isEqualTo(7);
    }

    @Test
    @DisplayName("profile scenario P15: of a PORT and a PORTRANGE that overlap the first one holds")
    void portOverlap() {
        ProfileResult port = read("PORT 5000 TCP A\nPORTRANGE 4990 20 TCP B");
        assertThat(port.profile().ports()).extracting(PortReservation::job).containsExactly("A");
        assertThat(complaints(port)).singleElement().asString().startsWith("OPX0007I");
        ProfileResult range = read("PORTRANGE 4990 20 TCP B\nPORT 5000 TCP A 5000 UDP C");
        assertThat(range.profile().ports()).extracting(PortReservation::job).containsExactly("B", "C");
    }

    @Test
    @DisplayName("profile scenario P16: PORT options in the wrong order are a syntax error")
    void portOptionOrder() {
        ProfileResult result = read("PORT 80 TCP A NOAUTOLOG SHAREPORT 81 TCP B SHAREPORT NOAUTOLOG 82 TCP C");
        assertThat(complaints(result)).singleElement().asString().startsWith("EZZ0318I NOAUTOLOG WAS FOUND");
        assertThat(result.profile().ports()).hasSize(2);
    }

    @Test
    @DisplayName("profile scenario P17: DENY with a job name ignores the whole PORT statement")
    void denyWithJob() {
        ProfileResult result = read("PORT 21 TCP *\nUNRSV TCP JOB1 DENY");
        assertThat(complaints(result))
                .contains("EZZ0146I PORT STATEMENT KEYWORD DENY ON LINE 2 CAN ONLY BE USED WITH A JOBNAME OF *");
        assertThat(result.profile().ports()).isEmpty();
    }

    @Test
    @DisplayName("profile scenario P23: the syntax check of a good, a bad and a missing file")
    void syntaxCheck() {
        assertThat(texts(reader(GOOD).syntaxCheck("P")))
                .containsExactly(
                        "EZZ0061I VARY SYNTAXCHECK COMMAND BEGINNING",
                        "EZZ0062I VARY SYNTAXCHECK FOUND NO ERRORS",
                        "EZZ0065I VARY SYNTAXCHECK COMMAND COMPLETE");
        assertThat(reader("IPCONFIG TTL 0").syntaxCheck("P"))
                .extracting(m -> m.id().name())
                .containsExactly("EZZ0061I", "EZZ0318I", "EZZ0064I", "EZZ0065I");
        assertThat(reader("").syntaxCheck("NO.SUCH"))
                .extracting(m -> m.id().name())
                .containsExactly("EZZ0061I", "EZZ0301I", "EZZ0064I", "EZZ0065I");
    }

    @Test
    @DisplayName("profile scenario P24: two interfaces on one port without VLANID")
    void sharedPort() {
        ProfileResult result = read("INTERFACE A DEFINE IPAQENET PORTNAME P IPADDR 192.0.2.1/24\n"
                + "INTERFACE B DEFINE IPAQENET PORTNAME P IPADDR 198.51.100.1/24");
        assertThat(complaints(result)).last().isEqualTo("EZD0044I INTERFACE B NOT ALLOWED - NO VLAN ID");
        assertThat(result.profile().interfaces()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("profile scenario P25: a VMAC is twelve digits, unicast and locally administered")
    @ValueSource(strings = {"010000000001", "02AABBCCDDE", "00AABBCCDDEE", "02AABBCCDDEG"})
    void vmac(String mac) {
        assertThat(read("INTERFACE A DEFINE IPAQENET PORTNAME P IPADDR 192.0.2.1/24 VMAC " + mac)
                        .profile()
                        .interfaces())
                .isEmpty();
    }

    @Test
    @DisplayName("profile scenario P26: HOME 127.0.0.1 LOOPBACK is ignored")
    void homeLoopback() {
        ProfileResult result = read("HOME 127.0.0.1 LOOPBACK 192.0.2.1 LOOPBACK");
        assertThat(complaints(result)).singleElement().asString().startsWith("EZZ0344I");
        assertThat(result.profile().home()).isEmpty();
    }

    @Test
    @DisplayName("profile scenario P27: no routes over a VIRTUAL interface")
    void routeOverVipa() {
        ProfileResult result = read("INTERFACE V DEFINE VIRTUAL IPADDR 192.0.2.1\nBEGINROUTES\n"
                + "ROUTE DEFAULT 192.0.2.9 V MTU 1500\nENDROUTES");
        assertThat(complaints(result)).singleElement().asString().startsWith("EZZ0329I");
        assertThat(result.profile().routes()).isEmpty();
    }

    @Test
    @DisplayName("profile scenario P30: QDIOACCELERATOR and IQDIOROUTING exclude each other")
    void exclusive() {
        assertThat(complaints(read("IPCONFIG QDIOACCELERATOR\nIQDIOROUTING")))
                .contains("EZZ0356I IQDIOROUTING AND QDIOACCELERATOR ARE MUTUALLY EXCLUSIVE: "
                        + "IQDIOROUTING ON LINE 2 IGNORED");
    }

    @ParameterizedTest
    @DisplayName("profile scenario P31: values out of range")
    @ValueSource(
            strings = {
                "INTERFACE A DEFINE IPAQENET PORTNAME P IPADDR 192.0.2.1/24 MTU 575",
                "INTERFACE A DEFINE IPAQENET PORTNAME P IPADDR 192.0.2.1/24 MTU 9000",
                "IPCONFIG TTL 0",
                "IPCONFIG TTL 256",
                "GLOBALCONFIG SYSPLEXMONITOR TIMERSECS 5",
                "PORT 65536 TCP A",
                "IPCONFIG DYNAMICXCF 192.0.2.1 255.0.255.0 1"
            })
    void ranges(String text) {
        assertThat(complaints(read(text))).singleElement().asString().startsWith("EZZ0318I");
    }

    @Test
    @DisplayName("profile scenario P32: sizes with K, and one over the maximum")
    void sizes() {
        for (String size : List.of("32K", "32768", "32k")) {
            assertThat(read("TCPCONFIG TCPSENDBFRSIZE " + size)
                            .profile()
                            .tcpConfig()
                            .sendBufferBytes())
                    .isEqualTo(32_768);
        }
        ProfileResult over = read("TCPCONFIG TCPSENDBFRSIZE 300K");
        assertThat(complaints(over)).singleElement().asString().startsWith("EZZ0321I");
        assertThat(over.profile().tcpConfig()).isEqualTo(TcpConfig.DEFAULT);
    }

    @Test
    @DisplayName("profile scenario P33: a mask and a prefix length are the same")
    void maskForms() {
        assertThat(read("IPCONFIG DYNAMICXCF 192.0.2.1/24 1").profile().ipConfig())
                .isEqualTo(read("IPCONFIG DYNAMICXCF 192.0.2.1 255.255.255.0 1")
                        .profile()
                        .ipConfig());
    }

    @Test
    @DisplayName("profile scenario P37: what is obsolete is never an error")
    void obsolete() {
        ProfileResult result =
                read("ACBPOOLSIZE 1000\nIPCONFIG VARSUBNETTING CLAWUSEDOUBLENOP TTL 9\nDATASETPREFIX TCPIP");
        assertThat(result.hasErrors()).isFalse();
        assertThat(complaints(result)).hasSize(4).allMatch(c -> c.startsWith("OPX0003I"));
        assertThat(result.profile().ipConfig().ttl()).isEqualTo(9);
    }

    @Test
    @DisplayName("profile scenario P38: an IPv6 route needs its prefix length")
    void ipv6Route() {
        String head = "INTERFACE A DEFINE IPAQENET PORTNAME P IPADDR 192.0.2.1/24 BEGINROUTES ROUTE ";
        assertThat(read(head + "2001:db8::1 = A MTU 1500 ENDROUTES").profile().routes())
                .isEmpty();
        assertThat(read(head + "2001:db8::/32 = A MTU 1500 ENDROUTES").profile().routes())
                .hasSize(1);
    }

    @Test
    @DisplayName("profile scenario P40: nothing valid leaves the loopback only, with EZZ0303I")
    void nothingValid() {
        ProfileResult result = read("this is\nno profile");
        assertThat(result.profile()).isEqualTo(StackProfile.EMPTY);
        assertThat(result.messages())
                .last()
                .extracting(Message::text)
                .isEqualTo("EZZ0303I INITIAL PROFILE FILE CONTAINS ERRORS");
        assertThat(read("").messages()).extracting(m -> m.id().name()).contains("OPX0005I", "EZZ0303I");
    }

    @Test
    void whatIsNotSupportedIsNamedAndIsNoError() {
        ProfileResult result = read("SRCIP JOBNAME * 192.0.2.1 PORT ENDSRCIP\nNETMONITOR ON\nDELETE PORT 80 TCP A\n"
                + "IPCONFIG SOURCEVIPA TTL 8\nINTERFACE H DEFINE IPAQIDIO CHPID F1 IPADDR 192.0.2.1/24\nSTOP PORT");
        assertThat(result.hasErrors()).isFalse();
        assertThat(result.diagnostics())
                .extracting(d -> d.message().id().name())
                .containsExactly("OPX0001I", "OPX0001I", "OPX0001I", "OPX0002I", "OPX0002I", "OPX0001I");
        assertThat(result.profile().ipConfig().ttl()).isEqualTo(8);
        assertThat(result.profile().ports()).isEmpty();
    }

    @Test
    void whatIsCheckedButCarriesNothingIsNamedToo() {
        ProfileResult result = read("DEVICE D MPCIPA\nLINK L IPAQENET D\nHOME 192.0.2.1 L\nSTART D\n"
                + "IPCONFIG6 HOPLIMIT 9\nAUTOLOG 3\nECHO PARMSTRING \"x\"\nENDAUTOLOG");
        assertThat(result.hasErrors()).isFalse();
        assertThat(result.diagnostics())
                .extracting(d -> d.message().text())
                .containsExactly(
                        "OPX0001I STATEMENT DEVICE ON LINE 1 IS NOT SUPPORTED AT THIS LEVEL",
                        "OPX0001I STATEMENT LINK ON LINE 2 IS NOT SUPPORTED AT THIS LEVEL",
                        "OPX0001I STATEMENT HOME ON LINE 3 IS NOT SUPPORTED AT THIS LEVEL",
                        "OPX0001I STATEMENT IPCONFIG6 ON LINE 5 IS NOT SUPPORTED AT THIS LEVEL",
                        "OPX0002I PARAMETER WAIT_MINUTES OF AUTOLOG ON LINE 6 HAS NO EFFECT AT THIS LEVEL",
                        "OPX0002I PARAMETER PARMSTRING OF AUTOLOG ON LINE 7 HAS NO EFFECT AT THIS LEVEL",
                        "OPX0002I PARAMETER D OF START ON LINE 4 HAS NO EFFECT AT THIS LEVEL");
    }

    @Test
    @DisplayName("hardware scenario 16: of 33 interfaces on one port the last is refused")
    void tooManyVlans() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 33; i++) {
            text.append("INTERFACE I%d DEFINE IPAQENET PORTNAME P IPADDR 203.0.%d.1/24 VLANID %d VMAC%n"
                    .formatted(i, i, i));
        }
        ProfileResult result = read(text.toString());
        assertThat(result.profile().interfaces()).hasSize(32);
        assertThat(complaints(result))
                .containsExactly(
                        "EZZ0618I INTERFACE STATEMENT FOR I33 ON LINE 33 IS REJECTED",
                        "EZD0044I INTERFACE I33 NOT ALLOWED - EXCEEDED MAXIMUM NUMBER OF VLANS");
    }

    @Test
    void aMissingProfileIsAnEmptyStack() {
        ProfileResult result = reader("").initial(ProfileReader.DD_PROFILE);
        assertThat(result.found()).isFalse();
        assertThat(result.messages()).extracting(m -> m.id().name()).containsExactly("EZZ0332I", "EZZ0325I");
    }

    @Test
    void optionLinesFollowTheProfile() {
        assertThat(read(GOOD).optionMessages())
                .extracting(Message::text)
                .contains(
                        "EZZ0641I IP FORWARDING NOFWDMULTIPATH SUPPORT IS ENABLED",
                        "EZZ0350I SYSPLEX ROUTING SUPPORT IS ENABLED",
                        "EZZ0624I DYNAMIC XCF DEFINITIONS ARE ENABLED");
    }
}
