package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Word;
import io.openplex.proto.statements.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** DEVICE, LINK, HOME and START (profile.md 2.1). */
final class DeviceStatements {
    private static final Operand<String> NAME = Syntax.operand("name", OperandType.name(16));
    private static final Operand<String> DEVICE_NAME = Syntax.operand("device", OperandType.name(16));
    private static final Operand<String> NUMBER = Syntax.operand("number", OperandType.hex(4));
    private static final Operand<String> LINK_TYPE = Syntax.operand(
            "type",
            OperandType.matching(
                    "A LINK TYPE",
                    "IPAQENET",
                    "ETHER(N|NE|NET)|802\\.3|ETHEROR802\\.3|IPAQENET|IPAQIDIO|MPCPTP|CTC|VIRT(U|UA|UAL)?"));
    private static final Operand<String> DEVICE_TYPE = Syntax.operand(
            "type", OperandType.matching("A DEVICE TYPE", "MPCIPA", "LCS|MPCIPA|MPCPTP|CTC|VIRT(U|UA|UAL)?"));
    private static final Syntax DEVICE_OPTIONS = Syntax.anyOrder(
            Syntax.word("NETMAN"),
            Syntax.word("NONETMAN"),
            Syntax.sequence(Syntax.word("IOBUFFERSIZE"), Syntax.operand("bytes", OperandType.size(20480, 32768))),
            Syntax.word("NONRouter"),
            Syntax.word("PRIRouter"),
            Syntax.word("SECRouter"),
            Syntax.word("AUTORESTART"),
            Syntax.word("NOAUTORESTART"));
    private static final Syntax LINK_OPTIONS = Syntax.anyOrder(
            InterfaceStatement.COMMON_OPTIONS,
            Syntax.sequence(Syntax.word("IFSPEED"), Syntax.operand("bits", OperandType.number(0, 999_999_999))),
            Syntax.sequence(Syntax.word("IFHSPEED"), Syntax.operand("megabits", OperandType.number(0, 999_999))),
            Syntax.word("CHECKSUM"),
            Syntax.word("NOCHECKSUM"));

    static final Statement DEVICE = Statement.of(
                    "DEVice",
                    Syntax.sequence(NAME, DEVICE_TYPE, Syntax.maybe(NUMBER), DEVICE_OPTIONS),
                    "Defines a device. Devices and links are checked and carry no traffic at this level; use "
                            + "INTERFACE.")
            .supported(Support.CHECKED);
    static final Statement LINK = Statement.of(
                    "LINK",
                    Syntax.sequence(
                            NAME,
                            LINK_TYPE,
                            Syntax.maybe(Syntax.operand("number", OperandType.number(0, 99))),
                            DEVICE_NAME,
                            LINK_OPTIONS),
                    "Defines a link of a device that an earlier statement defines.")
            .supported(Support.CHECKED);

    private static final Operand<IpAddress> ADDRESS = Syntax.operand("address", AddressTypes.IPV4);
    private static final Operand<String> LINK_NAME = Syntax.operand("link", OperandType.name(16));
    private static final Repeat ENTRIES = Syntax.repeat(ADDRESS, LINK_NAME);
    static final Statement HOME = Statement.of("HOME", ENTRIES, "Gives links their addresses, in this order.")
            .keepingFirst()
            .supported(Support.CHECKED);

    static final Statement START = Statement.of(
            "START",
            NAME,
            "Starts an OSA interface when the whole file is processed; without it the interface stays down.");

    private static final Word VIRTUAL = Syntax.word("VIRTual");

    private DeviceStatements() {}

    static void device(ParsedStatement statement, ProfileBuilder builder) {
        String name = statement.values().require(NAME);
        if (!builder.isTaken("DEVICE", name, statement.line())) {
            String type = fullType(statement.values().require(DEVICE_TYPE));
            builder.devices.add(new DeviceDefinition(name, type, statement.line()));
        }
    }

    static void link(ParsedStatement statement, ProfileBuilder builder) {
        Values values = statement.values();
        int line = statement.line();
        String name = values.require(NAME);
        String device = values.require(DEVICE_NAME);
        if (builder.isTaken("LINK", name, line)) {
            return;
        }
        Optional<DeviceDefinition> owner =
                builder.devices.stream().filter(d -> d.name().equals(device)).findFirst();
        if (owner.isEmpty() && builder.complete()) {
            builder.say(ProfileMessage.EZZ0322I.with("DEVICE", device, line), line);
            return;
        }
        boolean single = owner.isPresent()
                && List.of("MPCIPA", "CTC", "VIRTUAL").contains(owner.get().type());
        if (single && builder.links.stream().anyMatch(l -> l.device().equals(device))) {
            builder.say(
                    ProfileMessage.EZZ0330I.with(
                            line, "LINKS", owner.orElseThrow().type(), device),
                    line);
            return;
        }
        builder.links.add(new LinkDefinition(name, fullType(values.require(LINK_TYPE)), device, line));
    }

    private static String fullType(String type) {
        String upper = type.toUpperCase(Locale.ROOT);
        if (upper.startsWith("VIRT")) {
            return VIRTUAL.keyword().full();
        }
        return upper.startsWith("ETHERN") ? "ETHERNET" : upper;
    }

    static void home(ParsedStatement statement, ProfileBuilder builder) {
        List<Values> entries = statement.values().entries(ENTRIES);
        for (Values entry : entries) {
            if (entry.require(ADDRESS).equals(IpAddress.LOOPBACK4)) {
                int line = entry.line(ADDRESS, statement.line());
                builder.say(ProfileMessage.EZZ0344I.with(line), line);
                return;
            }
        }
        for (Values entry : entries) {
            String link = entry.require(LINK_NAME);
            int line = entry.line(LINK_NAME, statement.line());
            if (!link.equals("LOOPBACK") && !builder.hasLink(link) && builder.complete()) {
                builder.say(ProfileMessage.EZZ0322I.with("LINK", link, line), line);
                return;
            }
            builder.home.add(new HomeEntry(entry.require(ADDRESS), link, line));
        }
    }

    static void start(ParsedStatement statement, ProfileBuilder builder) {
        String name = statement.values().require(NAME);
        boolean known = builder.hasDevice(name) || builder.hasInterface(name);
        if (!known && builder.complete()) {
            builder.say(ProfileMessage.EZZ0322I.with("DEVICE OR INTERFACE", name, statement.line()), statement.line());
            return;
        }
        if (!builder.isOsa(name) && builder.complete()) {
            builder.say(OpenplexMessage.OPX0002I.with(name, "START", statement.line()), statement.line());
        }
        builder.starts.add(name);
    }

    /** EZZ0331I for links that have no address at the end of the profile. */
    static void checkLinksHaveHomes(ProfileBuilder builder) {
        for (LinkDefinition link : builder.links) {
            if (builder.home.stream().noneMatch(h -> h.link().equals(link.name()))) {
                builder.say(ProfileMessage.EZZ0331I.with(link.name()), link.line());
            }
        }
    }
}
