package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Filters of a NETSTAT command, ready to be asked (operations.md 1.1). Several values of one filter are alternatives,
 * several filters must all hold. An address or port filter is asked of both ends of a connection.
 */
final class Selection {
    private static final int VALUES_MAX = 6;

    private final List<Predicate<List<IpEndpoint>>> ends = new ArrayList<>();
    private final List<Predicate<ConnectionEntry>> sockets = new ArrayList<>();
    private Optional<String> wrong = Optional.empty();

    private Selection() {}

    static Selection of(Arguments arguments) {
        Selection selection = new Selection();
        arguments.filters().forEach((key, value) -> {
            if (!selection.add(key, value)) {
                selection.wrong = Optional.of(key.name() + "=" + value);
            }
        });
        return selection;
    }

    /** The operand that could not be understood. */
    Optional<String> wrong() {
        return wrong;
    }

    boolean accepts(IpEndpoint... candidates) {
        List<IpEndpoint> both = List.of(candidates);
        return ends.stream().allMatch(test -> test.test(both));
    }

    boolean accepts(ConnectionEntry entry) {
        List<IpEndpoint> both = new ArrayList<>();
        both.add(entry.local());
        entry.foreign().ifPresent(both::add);
        return ends.stream().allMatch(test -> test.test(both))
                && sockets.stream().allMatch(test -> test.test(entry));
    }

    private boolean add(Filter key, String value) {
        List<String> values = Arguments.values(value);
        if (values.size() > VALUES_MAX) {
            return false;
        }
        return switch (key) {
            case IPADDR -> addEnds(values.stream().map(Selection::addressTest).toList());
            case IPPORT -> addEnds(values.stream().map(Selection::endpointTest).toList());
            case PORT -> addEnds(values.stream().map(Selection::portTest).toList());
            case CLIENT ->
                sockets.add(entry -> values.stream().anyMatch(name -> wildcard(name, Fold.upper(entry.userId()))));
            case APPLD ->
                sockets.add(entry -> entry.applicationData()
                        .filter(data -> wildcard(value, Fold.upper(data)))
                        .isPresent());
            case HOSTNAME, SMCID, CONNTYPE -> false;
            default -> true;
        };
    }

    private boolean addEnds(List<Optional<Predicate<IpEndpoint>>> tests) {
        if (tests.stream().anyMatch(Optional::isEmpty)) {
            return false;
        }
        List<Predicate<IpEndpoint>> alternatives =
                tests.stream().flatMap(Optional::stream).toList();
        return ends.add(both ->
                both.stream().anyMatch(end -> alternatives.stream().anyMatch(alternative -> alternative.test(end))));
    }

    private static Optional<Predicate<IpEndpoint>> addressTest(String value) {
        int slash = value.indexOf('/');
        if (slash > 0) {
            Optional<IpAddress> address = IpAddress.tryParse(value.substring(0, slash));
            Optional<Integer> mask =
                    IpAddress.tryParse(value.substring(slash + 1)).flatMap(IpPrefix::lengthOfMask);
            if (address.isPresent() && address.get().isV4() && mask.isPresent()) {
                IpPrefix prefix = new IpPrefix(address.get(), mask.get());
                return Optional.of(end -> prefix.contains(end.address()));
            }
        }
        return IpPrefix.tryParse(value).map(prefix -> end -> prefix.contains(end.address()));
    }

    private static Optional<Predicate<IpEndpoint>> endpointTest(String value) {
        int plus = value.indexOf('+');
        int port = plus < 0 ? -1 : Numbers.decimal(value.substring(plus + 1), 0, 65_535);
        if (port < 0) {
            return Optional.empty();
        }
        return IpAddress.tryParse(value.substring(0, plus))
                .map(address -> end -> end.address().equals(address) && end.port() == port);
    }

    private static Optional<Predicate<IpEndpoint>> portTest(String value) {
        int port = Numbers.decimal(value, 0, 65_535);
        return port < 0 ? Optional.empty() : Optional.of(end -> end.port() == port);
    }

    /** {@code *} stands for any text, {@code ?} for one character; linear in the text for one pass per star. */
    static boolean wildcard(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
