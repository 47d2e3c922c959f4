package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxInterfaceTest {
    private static Link link(String kind, int mode) {
        return new Link("eth0", 2, Link.ETHERNET, 0, 1500, new MacAddress(0x020000000001L), kind, mode);
    }

    @ParameterizedTest
    @CsvSource({"'',virtio_net", "'',e1000e", "veth,veth", "bridge,bridge", "vlan,802.1Q VLAN Support", "'',''"})
    void nothingIsKnownToSpeakAgainstMostInterfaces(String kind, String driver) {
        assertThat(LinuxInterface.of(link(kind, 0), driver, false).addressesRefused())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "macvlan,macvlan,is a macvlan",
        "macvtap,macvlan,is a macvtap",
        "ipvlan,ipvlan,is an ipvlan",
        "'',hv_netvsc,Azure",
        "'',mana,Azure",
        "'',vmxnet3,vSphere",
        "'',ena,AWS",
        "'',gve,Google"
    })
    void someDropFramesOfOtherAddresses(String kind, String driver, String why) {
        assertThat(LinuxInterface.of(link(kind, 0), driver, false).addressesRefused())
                .get()
                .asString()
                .startsWith("eth0 ")
                .contains(why)
                .endsWith("; give the port its own address 02:00:00:00:00:01");
    }

    @Test
    void wirelessCardsDoToo() {
        assertThat(LinuxInterface.of(link("", 0), "iwlwifi", true).addressesRefused())
                .get()
                .asString()
                .contains("wireless");
    }

    @Test
    void aMacvlanInPassthruModeIsAsGoodAsItsCard() {
        Link passthru = link("macvlan", Link.MODE_PASSTHRU);
        assertThat(LinuxInterface.of(passthru, "macvlan", false).addressesRefused())
                .isEmpty();
    }
}
