package io.openplex.dvipa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a stack's table costs its peers. */
class OwnTableTest {
    private static final int ADDRESSES = 1000;
    private static final long MILLI = 1_000_000L;
    private static final Member SELF = member("A", 5);
    private static final Member PEER = member("B", 3);
    private static final IpAddress ELSEWHERE = IpAddress.parse("203.0.113.200");

    private final DvipaEngine engine = new DvipaEngine(DvipaSettings.DEFAULT, address -> 0);
    private final List<DvipaAction> done = new ArrayList<>();
    private long now = MILLI;

    private static Member member(String letter, long incarnation) {
        return new Member(
                incarnation,
                new MemberInfo(
                        "SYS" + letter, "TCP" + letter, letter, "CPC", letter, Optional.empty(), Optional.empty()));
    }

    private static IpAddress address(int i) {
        return IpAddress.v4(198 << 24 | 18 << 16 | i + 1);
    }

    @BeforeEach
    void member() {
        List<VipaStatement> statements = IntStream.range(0, ADDRESSES)
                .<VipaStatement>mapToObj(i -> VipaDefine.immediate(new IpPrefix(address(i), 16)))
                .toList();
        feed(new DvipaEvent.Configured(statements, true));
        feed(new DvipaEvent.Joined(SELF, List.of(PEER)));
        elapse();
    }

    private void feed(DvipaEvent event) {
        done.addAll(engine.handle(event, now));
    }

    private void elapse() {
        now += 10 * MILLI;
        feed(new DvipaEvent.Timer());
    }

    private List<DvipaAction.SendTableChanges> changes() {
        List<DvipaAction.SendTableChanges> changes = done.stream()
                .filter(DvipaAction.SendTableChanges.class::isInstance)
                .map(DvipaAction.SendTableChanges.class::cast)
                .toList();
        done.clear();
        return changes;
    }

    private List<TableEntry> wholeFor(Member peer) {
        done.clear();
        feed(new DvipaEvent.LinkUp(peer));
        return done.stream()
                .filter(DvipaAction.SendTable.class::isInstance)
                .map(a -> ((DvipaAction.SendTable) a).entries())
                .findFirst()
                .orElseThrow();
    }

    private void nobodyOwns(int i) {
        long attempt = done.stream()
                .filter(DvipaAction.ReadRecord.class::isInstance)
                .map(DvipaAction.ReadRecord.class::cast)
                .filter(read -> read.address().equals(address(i)))
                .mapToLong(DvipaAction.ReadRecord::attempt)
                .max()
                .orElseThrow();
        feed(new DvipaEvent.RecordRead(address(i), attempt, Optional.of(OwnershipView.ABSENT)));
        long write = done.stream()
                .filter(DvipaAction.WriteRecord.class::isInstance)
                .map(DvipaAction.WriteRecord.class::cast)
                .filter(w -> w.address().equals(address(i)))
                .mapToLong(DvipaAction.WriteRecord::attempt)
                .max()
                .orElseThrow();
        feed(new DvipaEvent.RecordWritten(address(i), write, WriteOutcome.WRITTEN, 1));
    }

    @Test
    @DisplayName("a member tells all its lines at first, and nothing more while nothing happens")
    void first() {
        assertThat(changes()).singleElement().satisfies(c -> {
            assertThat(c.changed()).hasSize(ADDRESSES);
            assertThat(c.removed()).isEmpty();
        });
        elapse();
        assertThat(changes()).isEmpty();
    }

    @Test
    @DisplayName("one address that becomes active costs one line, not a thousand")
    void one() {
        nobodyOwns(7);
        changes();
        elapse();
        assertThat(changes()).singleElement().satisfies(c -> {
            assertThat(c.changed()).singleElement().satisfies(line -> {
                assertThat(line.address()).isEqualTo(address(7));
                assertThat(line.status()).isEqualTo(Status.ACTIVE);
                assertThat(line.epoch()).isEqualTo(2);
            });
            assertThat(c.removed()).isEmpty();
        });
    }

    @Test
    @DisplayName("a peer whose link comes up gets all lines; the others first what they have not been told yet")
    void linkUp() {
        changes();
        feed(new DvipaEvent.RoleChanged(ELSEWHERE, DistributionRole.TARGET));
        List<TableEntry> whole = wholeFor(PEER);
        assertThat(whole)
                .hasSize(ADDRESSES + 1)
                .isSortedAccordingTo((a, b) -> a.address().compareTo(b.address()));
        assertThat(changes())
                .singleElement()
                .satisfies(c ->
                        assertThat(c.changed()).extracting(TableEntry::address).containsExactly(ELSEWHERE));
    }

    @Test
    @DisplayName("a line that only the newest peer has seen is taken back from it too")
    void seenByOne() {
        feed(new DvipaEvent.RoleChanged(ELSEWHERE, DistributionRole.TARGET));
        wholeFor(PEER);
        changes();
        feed(new DvipaEvent.RoleChanged(ELSEWHERE, DistributionRole.NEITHER));
        elapse();
        assertThat(changes()).singleElement().satisfies(c -> {
            assertThat(c.changed()).isEmpty();
            assertThat(c.removed()).containsExactly(ELSEWHERE);
        });
    }

    @Test
    @DisplayName("what a peer takes back is not believed any more, and its other lines still are")
    void received() {
        TableEntry first = theirs(0);
        TableEntry second = theirs(1);
        feed(new DvipaEvent.TableReceived(PEER, List.of(first)));
        feed(new DvipaEvent.TableChanged(PEER, List.of(second), List.of()));
        assertThat(rowsOf(PEER)).containsExactly(address(0), address(1));
        feed(new DvipaEvent.TableChanged(PEER, List.of(), List.of(address(0))));
        assertThat(rowsOf(PEER)).containsExactly(address(1));
        feed(new DvipaEvent.TableChanged(member("C", 9), List.of(first), List.of()));
        assertThat(engine.staleSignals()).isEqualTo(1);
    }

    private static TableEntry theirs(int i) {
        return new TableEntry(
                address(i),
                16,
                "",
                Origin.BACKUP,
                Status.BACKUP,
                100,
                Moveable.IMMEDIATE,
                DistributionRole.NEITHER,
                0,
                1);
    }

    private List<IpAddress> rowsOf(Member peer) {
        return engine.groupRows().stream()
                .filter(row ->
                        row.lines().stream().anyMatch(line -> line.member().equals(peer)))
                .map(GroupRow::address)
                .toList();
    }
}
