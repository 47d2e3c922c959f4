package io.openplex.omproute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.omproute.config.InterfaceStatement.OspfInterface;
import io.openplex.omproute.config.OspfInterfaceOptions.AdvertiseVipa;
import io.openplex.omproute.config.OspfInterfaceOptions.HelloSuppression;
import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmprouteReaderTest {
    private static final String HOST = """
            ; a typical host
            Global_Options Ignore_Undefined_Interfaces=YES;
            OSPF RouterID=192.0.2.1;
            Area Area_Number=0.0.0.2 Stub_Area=YES Authentication_Type=None;
            OSPF_Interface IP_address=198.51.100.*  Subnet_Mask=255.255.255.0
               Router_Priority=0 Attaches_To_Area=0.0.0.2 MTU=1500 Cost0=10
               Hello_Interval=1 Dead_Router_Interval = 4;
            OSPF_Interface IP_address=192.0.2.&HOST. Name=VIPA1 Subnet_Mask=255.255.255.255
               Attaches_To_Area=0.0.0.2 Cost0=1 Advertise_VIPA_Routes=HOST_ONLY;   the static VIPA
            OSPF_Interface IP_address=203.0.113.0 Name=DVIPARNG Subnet_Mask=255.255.255.0
               Attaches_To_Area=0.0.0.2 Cost0=1 Advertise_VIPA_Routes=HOST_ONLY;
            """;

    private static OmprouteResult read(String text) {
        Map<String, String> files = Map.of("P", text, "EXTRA", "OSPF_INTERFACE IP_address=* Cost0=3;");
        return new OmprouteReader(name -> Optional.ofNullable(files.get(name)), Symbols.of(Map.of("HOST", "1")))
                .read("P");
    }

    private static OmprouteConfiguration good(String text) {
        OmprouteResult result = read(text);
        assertThat(texts(result)).containsExactly("EZZ7817I Using configuration file 'P'");
        return result.configuration().orElseThrow();
    }

    private static List<String> texts(OmprouteResult result) {
        return result.messages().stream().map(Message::text).toList();
    }

    private static String problem(String text) {
        OmprouteResult result = read(text);
        assertThat(result.configuration()).isEmpty();
        assertThat(result.messages()).as(text).hasSize(2);
        return texts(result).getLast();
    }

    @Test
    @DisplayName("omproute scenario O1: the host's file is read with its values and the defaults of all others")
    void host() {
        OmprouteConfiguration all = good(HOST);
        assertThat(all.ospf().routerId()).contains(IpAddress.parse("192.0.2.1"));
        assertThat(all.ospf().comparisonType()).isEqualTo(2);
        assertThat(all.ospf().demandCircuit()).isTrue();
        assertThat(all.ignoreUndefinedInterfaces()).isTrue();
        assertThat(all.areas())
                .containsExactly(new Area(IpAddress.parse("0.0.0.2"), Authentication.NONE, true, 1, true, 4));
        OspfInterface lan = all.ospfInterfaces().getFirst();
        assertThat(lan.match().address()).hasToString("198.51.100.*");
        assertThat(lan.match().name()).isEmpty();
        assertThat(lan.mtu()).isEqualTo(1500);
        assertThat(lan.timers()).isEqualTo(new OspfTimers(5, 1, 1, 4, 4));
        assertThat(lan.ospf())
                .isEqualTo(new OspfInterfaceOptions(
                        0, 10, false, AdvertiseVipa.HOST_AND_SUBNET, false, HelloSuppression.ALLOW, 60, false));
        assertThat(lan.hints()).isEqualTo(TcpHints.DEFAULT);
        OspfInterface vipa = all.ospfInterfaces().get(1);
        assertThat(vipa.mtu()).isEqualTo(576);
        assertThat(vipa.timers()).isEqualTo(OspfTimers.INTERFACE);
        assertThat(vipa.ospf().advertise()).isEqualTo(AdvertiseVipa.HOST_ONLY);
        assertThat(vipa.line()).isEqualTo(8);
        assertThat(all.ospfInterfaces().get(2).match().range()).contains(IpPrefix.parse("203.0.113.0/24"));
    }

    @ParameterizedTest
    @DisplayName("omproute scenario O1: what is wrong refuses the whole configuration and names its line")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OSPF RouterID=192.0.2.1 \\n INTERFACE IP_address=*; | OPX0101I INTERFACE ON LINE 2 OF P IS NOT VALID",
                "OSPF_INTERFACE IP_address=* Cost9=1; | OPX0101I Cost9 ON LINE 1 OF P IS NOT VALID",
                "OSPF_INTERFACE IP_address=* Cost0=1 | OPX0101I END OF FILE ON LINE 1 OF P IS NOT VALID",
                "OSPF_INTERFACE IP_address=* Cost0=0; | OPX0101I 0 ON LINE 1 OF P IS NOT VALID: A NUMBER 1-65535",
                "OSPF_INTERFACE IP_address=10.*.0.1; | OPX0101I 10.*.0.1 ON LINE 1",
                "OSPF_INTERFACE Name=A; | OPX0101I ; ON LINE 1 OF P IS NOT VALID: IP_ADDRESS WAS EXPECTED",
                "NOSUCH X=1; OSPF_INTERFACE IP_address=*; | OPX0102I UNKNOWN STATEMENT NOSUCH ON LINE 1 OF P",
                "INTERFACE IP_address=*; | EZZ7869I NO OSPF INTERFACE IS DEFINED IN 'P'",
                "RouterID=10.0.0.1;\\nOSPF_INTERFACE IP_address=192.0.2.*; | EZZ7884I ROUTERID 10.0.0.1 ON LINE 1",
                "RouterID=0.0.0.0;\\nOSPF_INTERFACE IP_address=*; | EZZ7884I ROUTERID 0.0.0.0 ON LINE 1",
                "RouterID=127.0.0.1;\\nOSPF_INTERFACE IP_address=*; | EZZ7884I ROUTERID 127.0.0.1 ON LINE 1",
                "OSPF_INTERFACE IP_address=10.0.0.1 Name=A Subnet_Mask=255.0.0.0 Non_Broadcast=YES; | EZZ7894I",
                "OSPF_INTERFACE IP_address=10.0.0.1 Subnet_Mask=255.0.0.0; | CANNOT BE USED: NAME IS REQUIRED",
                "OSPF_INTERFACE IP_address=10.0.0.1 Name=A; | CANNOT BE USED: SUBNET_MASK IS REQUIRED",
                "OSPF_INTERFACE IP_address=*;\\nOSPF_INTERFACE IP_address=*.*.*.*; | ON LINE 2 CANNOT BE USED",
                "OSPF_INTERFACE IP_address=* Hello_Interval=40; | DEAD_ROUTER_INTERVAL IS NOT LARGER",
                "OSPF_INTERFACE IP_address=* Attaches_To_Area=1.1.1.1; | AREA 1.1.1.1 IS NOT DEFINED",
                "AREA Stub_Area=YES;\\nOSPF_INTERFACE IP_address=*; | THE BACKBONE CANNOT BE A STUB AREA",
                "AREA;\\nAREA;\\nOSPF_INTERFACE IP_address=*; | AREA 0.0.0.0 IS DEFINED TWICE",
                "VIRTUAL_LINK Virtual_Endpoint_RouterID=1.1.1.1;\\nOSPF_INTERFACE IP_address=*; | AREA 0.0.0.1 IS NOT",
                "AREA Area_Number=0.0.0.1 Stub_Area=YES;\\nVIRTUAL_LINK Virtual_Endpoint_RouterID=1.1.1.1;\\n"
                        + "OSPF_INTERFACE IP_address=*; | A STUB AREA CANNOT BE A TRANSIT AREA",
                "AREA Area_Number=1.1.1.1 Stub_Area=YES;\\nAS_BOUNDARY_ROUTING;\\n"
                        + "OSPF_INTERFACE IP_address=* Attaches_To_Area=1.1.1.1; | CANNOT BE A BOUNDARY ROUTER",
                "OSPF_INTERFACE IP_address=* Authentication_type=Password Authentication_Key=123456789; | A PASS",
            })
    void refusals(String text, String expected) {
        assertThat(problem(text.replace("\\n", "\n"))).contains(expected);
    }

    @Test
    void allErrorsOfAFileAreFound() {
        assertThat(texts(read("A X;\nOSPF_INTERFACE IP_address=1;\nB;\n")))
                .hasSize(4)
                .filteredOn(t -> t.startsWith("OPX010"))
                .hasSize(3);
    }

    @Test
    void whatIsNotCarriedOutIsNamedAndIsNoError() {
        OmprouteResult result = read("""
                RIP_INTERFACE IP_address=10.1.1.1 Name=X;
                OSPF_INTERFACE IP_address=*;
                IPV6_OSPF RouterID=1.1.1.1;
                filter=(noreceive,2001:db8::/64);
                """);
        assertThat(result.configuration()).isPresent();
        assertThat(texts(result))
                .containsExactly(
                        "EZZ7817I Using configuration file 'P'",
                        "OPX0001I STATEMENT RIP_INTERFACE ON LINE 1 IS NOT SUPPORTED AT THIS LEVEL",
                        "OPX0001I STATEMENT IPV6_OSPF ON LINE 3 IS NOT SUPPORTED AT THIS LEVEL",
                        "OPX0001I STATEMENT FILTER ON LINE 4 IS NOT SUPPORTED AT THIS LEVEL");
    }

    @Test
    void aMissingFileIsEzz7822() {
        OmprouteResult result = new OmprouteReader(name -> Optional.empty(), Symbols.of(Map.of())).read("P");
        assertThat(result.configuration()).isEmpty();
        assertThat(texts(result)).containsExactly("EZZ7822I Could not find configuration file");
    }

    @Test
    void includesAreFollowed() {
        OmprouteResult result = read("INCLUDE EXTRA;\nArea Area_Number=0.0.0.0;");
        assertThat(result.configuration()
                        .orElseThrow()
                        .ospfInterfaces()
                        .getFirst()
                        .ospf()
                        .cost())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("of a parameter given by OSPF and by a stand-alone statement the last in the file wins")
    void theLastOneWins() {
        String ends = "OSPF_INTERFACE IP_address=*;";
        assertThat(good("OSPF RouterID=10.0.0.1 Comparison=Type1;\nRouterID=10.0.0.2;\n" + ends)
                        .ospf())
                .isEqualTo(new OspfOptions(Optional.of(IpAddress.parse("10.0.0.2")), 1, true, 0));
        assertThat(good("RouterID=10.0.0.2;\nDemand_Circuit=NO;\nComparison=Type1;\n"
                                + "OSPF RouterID=10.0.0.1 Comparison=Type2 DR_Max_Adj_Attempt=7;\n" + ends)
                        .ospf())
                .isEqualTo(new OspfOptions(Optional.of(IpAddress.parse("10.0.0.1")), 2, false, 7));
    }

    @Test
    @DisplayName("omproute scenario O2: the most specific statement holds for an interface")
    void specificity() {
        OmprouteConfiguration all = good("""
                OSPF_INTERFACE IP_address=* Cost0=1;
                OSPF_INTERFACE IP_address=10.1.*.* Cost0=3;
                OSPF_INTERFACE IP_address=10.1.1.7 Name=A Subnet_Mask=255.255.255.0 Cost0=5;
                OSPF_INTERFACE IP_address=10.1.1.7 Name=B Subnet_Mask=255.255.255.0 Cost0=6;
                OSPF_INTERFACE IP_address=10.*.*.* Cost0=2;
                INTERFACE IP_address=10.1.1.*;
                """);
        assertThat(cost(all.forInterface("A", IpAddress.parse("10.1.1.7")))).isEqualTo(5);
        assertThat(cost(all.forInterface("B", IpAddress.parse("10.1.1.7")))).isEqualTo(6);
        assertThat(cost(all.forInterface("C", IpAddress.parse("10.1.1.7")))).isEqualTo(5);
        assertThat(all.forInterface("A", IpAddress.parse("10.1.1.8")))
                .get()
                .isInstanceOf(InterfaceStatement.PlainInterface.class);
        assertThat(cost(all.forInterface("A", IpAddress.parse("10.1.2.8")))).isEqualTo(3);
        assertThat(cost(all.forInterface("A", IpAddress.parse("10.2.2.8")))).isEqualTo(2);
        assertThat(cost(all.forInterface("A", IpAddress.parse("11.2.2.8")))).isEqualTo(1);
        assertThat(all.forInterface("A", IpAddress.parse("2001:db8::1"))).isEmpty();
    }

    @Test
    @DisplayName("omproute scenario O3: a subnet number covers all DVIPAs of the range, a host address only itself")
    void ranges() {
        OmprouteConfiguration all = good("""
                OSPF_INTERFACE IP_address=203.0.113.0 Name=R1 Subnet_Mask=255.255.255.0 Cost0=1;
                OSPF_INTERFACE IP_address=203.0.113.16 Name=R2 Subnet_Mask=255.255.255.240 Cost0=2;
                OSPF_INTERFACE IP_address=198.51.100.9 Name=H Subnet_Mask=255.255.255.0 Cost0=3;
                """);
        assertThat(cost(all.forDvipa(IpAddress.parse("203.0.113.200")))).isEqualTo(1);
        assertThat(cost(all.forDvipa(IpAddress.parse("203.0.113.17")))).isEqualTo(2);
        assertThat(cost(all.forDvipa(IpAddress.parse("198.51.100.9")))).isEqualTo(3);
        assertThat(all.forDvipa(IpAddress.parse("198.51.100.10"))).isEmpty();
        assertThat(all.forInterface("R1", IpAddress.parse("203.0.113.200")))
                .as("no DVIPA")
                .isEmpty();
    }

    private static int cost(Optional<InterfaceStatement> statement) {
        return ((OspfInterface) statement.orElseThrow()).ospf().cost();
    }

    @Test
    @DisplayName("omproute scenario O4: Ignore_Undefined_Interfaces is NO unless coded; undefined is told apart")
    void undefinedInterfaces() {
        OmprouteConfiguration all = good("OSPF_INTERFACE IP_address=10.1.1.*;");
        assertThat(all.ignoreUndefinedInterfaces()).isFalse();
        assertThat(all.forInterface("X", IpAddress.parse("10.1.2.1"))).isEmpty();
        assertThat(all.areas()).containsExactly(Area.IMPLIED);
    }

    @Test
    void keysAreReadInAllFormsAndNeverShown() {
        OmprouteConfiguration all = good("""
                AREA Authentication_Type=MD5;
                OSPF_INTERFACE IP_address=1.*.*.* Authentication_Key_ID=3
                   Authentication_Key=0x000102030405060708090A0b0c0d0e0f;
                OSPF_INTERFACE IP_address=2.*.*.* Authentication_type=PASSWORD Authentication_Key=A"se=;et";
                OSPF_INTERFACE IP_address=3.*.*.* Authentication_type=None;
                """);
        OspfInterface md5 = all.ospfInterfaces().getFirst();
        assertThat(all.authenticationOf(md5)).isEqualTo(Authentication.MD5);
        assertThat(md5.keyId()).isEqualTo(3);
        assertThat(md5.key().bytes()).hasSize(16).startsWith(0, 1, 2);
        OspfInterface password = all.ospfInterfaces().get(1);
        assertThat(all.authenticationOf(password)).isEqualTo(Authentication.PASSWORD);
        assertThat(new String(password.key().bytes(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("se=;et");
        assertThat(all.authenticationOf(all.ospfInterfaces().get(2))).isEqualTo(Authentication.NONE);
        assertThat(all.toString()).doesNotContain("et\"").contains("hidden");
    }

    @Test
    void neighboursRangesLinksAndBoundary() {
        OmprouteConfiguration all = good("""
                AREA Area_Number=0.0.0.1;
                RANGE IP_address=192.0.2.1 Subnet_mask=255.255.255.0 Area_Number=0.0.0.1 Advertise=NO;
                VIRTUAL_LINK Virtual_Endpoint_RouterID=10.9.9.9;
                AS_BOUNDARY_ROUTING Import_Direct_Routes=YES;
                OSPF_INTERFACE IP_address=* Non_Broadcast=YES DR_Neighbor=10.0.0.2 DR_Neighbor=10.0.0.3
                  No_DR_Neighbor=10.0.0.4;
                """);
        assertThat(all.ospfInterfaces().getFirst().nonBroadcast())
                .contains(new NonBroadcast(
                        List.of(IpAddress.parse("10.0.0.2"), IpAddress.parse("10.0.0.3")),
                        List.of(IpAddress.parse("10.0.0.4")),
                        120));
        assertThat(all.ranges())
                .containsExactly(new AreaRange(IpPrefix.parse("192.0.2.0/24"), IpAddress.parse("0.0.0.1"), false, 2));
        assertThat(all.virtualLinks().getFirst().timers()).isEqualTo(OspfTimers.VIRTUAL_LINK);
        assertThat(all.boundary())
                .contains(new AsBoundary(false, false, true, true, false, 2, 1, IpAddress.ANY4, false, 4));
    }
}
