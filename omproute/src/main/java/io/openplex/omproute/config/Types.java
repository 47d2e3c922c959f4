package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.statements.Keyword;
import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Word;
import java.util.Locale;
import java.util.Optional;

/** Operand types of OMPROUTE.CONF, and the form {@code Parameter=value}. */
final class Types {
    static final OperandType<IpAddress> IPV4 = OperandType.of(
            "AN IPV4 ADDRESS", "192.0.2.1", text -> IpAddress.tryParse(text).filter(IpAddress::isV4));

    /** A contiguous dotted mask, as its prefix length. */
    static final OperandType<Integer> MASK = OperandType.of(
            "A CONTIGUOUS ADDRESS MASK",
            "255.255.255.0",
            text -> IpAddress.tryParse(text).flatMap(IpPrefix::lengthOfMask).filter(length -> length > 0));

    static final OperandType<AddressPattern> PATTERN =
            OperandType.of("AN IPV4 ADDRESS, WITH * FOR TRAILING OCTETS", "192.0.2.*", AddressPattern::tryParse);

    static final OperandType<Boolean> YES_NO =
            OperandType.of("YES OR NO", "YES", text -> switch (text.toUpperCase(Locale.ROOT)) {
                case "YES" -> Optional.of(true);
                case "NO" -> Optional.of(false);
                default -> Optional.empty();
            });

    static final OperandType<Authentication> AUTHENTICATION = choice(Authentication.class, "NONE");

    static final OperandType<AuthenticationKey> KEY = OperandType.of(
            "A KEY: 0X AND 32 HEXADECIMAL DIGITS, OR TEXT OF UP TO 16 CHARACTERS",
            "\"secret\"",
            AuthenticationKey::tryParse);

    private Types() {}

    /** The constants of an enum. */
    static <E extends Enum<E>> OperandType<E> choice(Class<E> type, String sample) {
        StringBuilder expected = new StringBuilder("ONE OF");
        for (E constant : type.getEnumConstants()) {
            expected.append(' ').append(constant.name());
        }
        return OperandType.of(expected.toString(), sample, text -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        });
    }

    static <T> Operand<T> value(OperandType<T> type) {
        return Syntax.operand("value", type);
    }

    static Operand<Integer> number(int min, int max) {
        return value(OperandType.number(min, max));
    }

    /** {@code name=value}. */
    static Syntax assign(String name, Syntax operand) {
        return Syntax.sequence(new Word(Keyword.exact(name)), equal(), operand);
    }

    static Word equal() {
        return new Word(Keyword.exact("="));
    }
}
