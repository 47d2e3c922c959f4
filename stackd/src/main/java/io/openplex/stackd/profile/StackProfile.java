package io.openplex.stackd.profile;

import java.util.List;

/**
 * What a profile says, complete and immutable. Names are upper case; lists are in the order of the file.
 *
 * @param interfaces INTERFACE … DEFINE
 * @param devices DEVICE
 * @param links LINK
 * @param home HOME
 * @param routes BEGINROUTES
 * @param ipConfig IPCONFIG
 * @param ipConfig6 IPCONFIG6
 * @param globalConfig GLOBALCONFIG
 * @param tcpConfig TCPCONFIG
 * @param ports PORT and PORTRANGE
 * @param autolog AUTOLOG
 * @param starts START: names of devices and interfaces to start when the whole file is processed
 * @param vipaDynamic VIPADYNAMIC, processed after all others and only as a member of the group
 */
public record StackProfile(
        List<InterfaceDefinition> interfaces,
        List<DeviceDefinition> devices,
        List<LinkDefinition> links,
        List<HomeEntry> home,
        List<RouteDefinition> routes,
        IpConfig ipConfig,
        IpConfig6 ipConfig6,
        GlobalConfig globalConfig,
        TcpConfig tcpConfig,
        List<PortReservation> ports,
        Autolog autolog,
        List<String> starts,
        VipaDynamic vipaDynamic) {
    /** A stack with its loopback address only. */
    public static final StackProfile EMPTY = new StackProfile(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            IpConfig.DEFAULT,
            IpConfig6.DEFAULT,
            GlobalConfig.DEFAULT,
            TcpConfig.DEFAULT,
            List.of(),
            Autolog.NONE,
            List.of(),
            VipaDynamic.NONE);
}
