package io.openplex.stackd.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.distributor.config.Method;
import io.openplex.distributor.config.VipaDistribute;
import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaDelete;
import io.openplex.dvipa.config.VipaRange;
import io.openplex.proto.statements.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** dvipa-and-distributor.md 1.1 to 1.8. */
class VipaDynamicTest {
    private static final String DEFINE = "VIPADEFINE 255.255.255.0 192.0.2.1 ";
    private static final String TAIL = " VIPABACKUP 9 192.0.2.99";

    private static ProfileResult read(String block) {
        String text = "VIPADYNAMIC\n" + block + "\nENDVIPADYNAMIC";
        return new ProfileReader(name -> Optional.of(text), Symbols.of(Map.of())).initial("P");
    }

    private static List<String> ids(ProfileResult result) {
        return result.diagnostics().stream().map(d -> d.message().id().name()).toList();
    }

    @Test
    void defineTakesOptionsInTheirOrder() {
        ProfileResult result = read("VIPADEF TIER2 CPCSCOPE MOVE WHENIDLE SERVICEMGR 255.255.255.255 192.0.2.1\n"
                + "VIPADEFINE V6A 2001:db8::1/64");
        assertThat(ids(result)).isEmpty();
        VipaDefine define =
                (VipaDefine) result.profile().vipaDynamic().addresses().getFirst();
        assertThat(define.moveable()).isEqualTo(Moveable.WHEN_IDLE);
        assertThat(define.cpcScope() && define.serviceManager()).isTrue();
        VipaDefine v6 = (VipaDefine) result.profile().vipaDynamic().addresses().getLast();
        assertThat(v6.interfaceName()).isEqualTo("V6A");
        assertThat(v6.address().length()).isEqualTo(64);
        assertThat(ids(read("VIPADEFINE SERVICEMGR MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.1")))
                .containsExactly("EZZ0318I");
        assertThat(ids(read("VIPADEFINE MOVEABLE WHENIDLE V6A 2001:db8::1"))).containsExactly("OPX0012I");
    }

    @Test
    void backupIsPassiveUnlessItHasAMask() {
        List<?> all = read("VIPABACKUP 192.0.2.1 VIPAB 7 MOVE IMMED 255.255.255.0 192.0.2.2 192.0.2.3")
                .profile()
                .vipaDynamic()
                .addresses();
        assertThat(all).hasSize(3);
        assertThat(((VipaBackup) all.get(0)).rank()).isEqualTo(VipaBackup.DEFAULT_RANK);
        assertThat(((VipaBackup) all.get(0)).activation()).isEmpty();
        assertThat(((VipaBackup) all.get(2)).activation().orElseThrow().prefixLength())
                .isEqualTo(24);
    }

    @Test
    void anAddressIsDefinedOnceUnlessItIsDeletedBetween() {
        assertThat(ids(read(DEFINE + "VIPABACKUP 192.0.2.1"))).containsExactly("OPX0010I");
        ProfileResult result = read(DEFINE + "VIPADELETE 192.0.2.1 VIPABACKUP 192.0.2.1");
        assertThat(ids(result)).isEmpty();
        assertThat(result.profile().vipaDynamic().addresses())
                .hasSize(3)
                .element(1)
                .isInstanceOf(VipaDelete.class);
        assertThat(ids(read("VIPADELETE 192.0.2.1"))).containsExactly("OPX0011I");
    }

    @Test
    void rangesAreMasked() {
        ProfileResult result = read("VIPARANGE MOVEABLE DISRUPTIVE 255.255.255.0 192.0.2.77 SAF RES1 ZCX");
        VipaRange range = (VipaRange) result.profile().vipaDynamic().addresses().getFirst();
        assertThat(range.range()).hasToString("192.0.2.0/24");
        assertThat(range.safResource()).contains("RES1");
        assertThat(range.zcx()).isTrue();
    }

    @Test
    void moreAddressesThanAStackMayHave() {
        StringBuilder many = new StringBuilder("VIPABACKUP");
        for (int i = 0; i <= VipaInterpreter.ADDRESSES_MAX; i++) {
            many.append(" 10.0.").append(i / 256).append('.').append(i % 256);
        }
        ProfileResult result = read(many.toString());
        assertThat(ids(result)).containsExactly("EZZ8309I");
        assertThat(result.profile().vipaDynamic().addresses()).hasSize(VipaInterpreter.ADDRESSES_MAX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EZZ0165I | DISTM HOTSTANDBY 192.0.2.1 PORT 80 DESTIP ALL",
                "EZZ0826I | DISTM HOTSTANDBY 192.0.2.1 PORT 80 DESTIP 10.0.0.1 10.0.0.2",
                "EZZ0827I | DISTM HOTSTANDBY 192.0.2.1 PORT 80 DESTIP 10.0.0.1 PREFERRED",
                "EZZ0827I | DISTM HOTSTANDBY 192.0.2.1 PORT 80 DESTIP 10.0.0.1 BACKUP 10.0.0.2 BACKUP 5",
                "EZZ0830I | DISTM HOTSTANDBY 192.0.2.1 PORT 80 DESTIP 10.0.0.1 PREFERRED 10.0.0.1 BACKUP",
                "OPX0011I | DISTM ROUNDROBIN 192.0.2.2 PORT 80 DESTIP ALL",
                "OPX0012I | DISTM ROUNDROBIN 192.0.2.1 PORT 80 DESTIP 10.0.0.1 WEIGHT 5",
                "OPX0012I | DISTM TARGCONTROLLED 192.0.2.1 PORT 80 DESTIP 10.0.0.1",
                "EZZ0321I | DISTM ROUNDROBIN 192.0.2.1 PORT 1-65 DESTIP ALL"
            })
    void aSemanticErrorRejectsItsStatementOnly(String id, String statement) {
        ProfileResult result = read(DEFINE + "\nVIPADISTRIBUTE " + statement + TAIL);
        assertThat(ids(result)).containsExactly(id);
        assertThat(result.profile().vipaDynamic().distributions()).isEmpty();
        assertThat(result.profile().vipaDynamic().addresses())
                .as("the block goes on")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTOSWITCHBACK | DISTM ROUNDROBIN AUTOSWITCHBACK 192.0.2.1 PORT 80 DESTIP ALL",
                "PREFERRED | 192.0.2.1 PORT 80 DESTIP 10.0.0.1 PREFERRED",
                "BACKUP | DISTM SERVERWLM 192.0.2.1 PORT 80 DESTIP 10.0.0.1 BACKUP 7"
            })
    void aHotStandbyKeywordElsewhereDiscardsTheRestOfTheBlock(String keyword, String statement) {
        ProfileResult result = read(DEFINE + "\nVIPADISTRIBUTE " + statement + TAIL);
        assertThat(result.diagnostics())
                .extracting(d -> d.message().text())
                .containsExactly("EZZ0831I VIPADISTRIBUTE " + keyword
                        + " ON LINE 3 IS NOT VALID BECAUSE THE SPECIFIED DISTMETHOD IS NOT HOTSTANDBY");
        assertThat(result.profile().vipaDynamic().addresses()).hasSize(1);
    }

    @Test
    void distributeWithEverything() {
        ProfileResult result = read(DEFINE
                + "VIPADISTRIBUTE DEFINE SYSPLEXPORTS OPTLOCAL TIMEDAFFINITY 30 DISTMETHOD BASEWLM PROCTYPE CP 2 ZIIP 3"
                + " 192.0.2.1 PORT 80 8000-8003 DESTIP 10.0.0.1 10.0.0.2");
        assertThat(ids(result)).isEmpty();
        VipaDistribute one = result.profile().vipaDynamic().distributions().getFirst();
        assertThat(one.method().method()).isEqualTo(Method.BASEWLM);
        assertThat(one.method().procTypeCp()).isEqualTo(2);
        assertThat(one.method().procTypeZiip()).isEqualTo(3);
        assertThat(one.optLocal()).hasValue(1);
        assertThat(one.timedAffinitySeconds()).isEqualTo(30);
        assertThat(one.sysplexPorts()).isTrue();
        assertThat(one.ports()).hasSize(2);
        assertThat(one.destinations()).hasSize(2);
    }
}
