package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.proto.v1.MemberState;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.CoupleDataSet;
import io.openplex.xcf.api.right.Seat;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Records that are older than what is known, or that nobody can read. */
class DoubtfulRecordTest {
    private static final String GROUP = "/LABPLEX/xcf/EZBTCPCS";
    private static final String RECORD_B = GROUP + "/members/SYSBTCPIP";
    private static final int SESSION_MS = 1000;

    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private final EventLog logC = new EventLog();
    private ZooKeeperWorld world;
    private ZooKeeperStack a;
    private ZooKeeperStack b;
    private ZooKeeperStack c;
    private MemberRecord recordB = MemberRecord.getDefaultInstance();

    @BeforeEach
    void threeMembers() throws Exception {
        world = new ZooKeeperWorld();
        a = join("SYSA", logA);
        b = join("SYSB", logB);
        c = join("SYSC", logC);
        world.until("known", () -> logA.lines().contains("memberJoined SYSCTCPIP"));
        world.until("known", () -> logB.lines().contains("memberJoined SYSCTCPIP"));
        world.operate(
                operator -> recordB = MemberRecord.parseFrom(operator.getData().forPath(RECORD_B)));
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private ZooKeeperStack join(String system, EventLog log) {
        ZooKeeperStack stack = world.stack(
                XcfWorld.info(system).at("home of " + system, "127.0.0.1:9"),
                world.options().withSessionTimeoutMs(SESSION_MS));
        stack.group().join(stack.info(), log);
        world.until("answered", () -> !log.lines().isEmpty());
        return stack;
    }

    private void write(byte[] content) {
        world.operate(operator -> operator.setData().forPath(RECORD_B, content));
    }

    private void makeUnreadable() {
        write("no record".getBytes(StandardCharsets.US_ASCII));
    }

    /** Something changes, so that everybody reads the group. */
    private void everybodyReads() {
        c.group().leave(LeaveReason.OPERATOR);
        world.until("SYSC is gone for SYSA", () -> logA.lines().contains("memberLeft SYSCTCPIP OPERATOR"));
        world.until("SYSC is gone for SYSB", () -> logB.lines().contains("memberLeft SYSCTCPIP OPERATOR"));
    }

    private Optional<CoupleDataSet.Status> status(Member of) {
        List<Optional<CoupleDataSet.Status>> reply = new ArrayList<>();
        a.dataSet().status(of, reply::add);
        world.until("status", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    @Test
    @DisplayName("a record from before the incarnation that is asked for gives no status")
    void anOlderStatus() {
        assertThat(status(logB.self())).isPresent();
        write(recordB.toBuilder().setIncarnation(1).build().toByteArray());
        assertThat(status(logB.self())).isEmpty();
    }

    @Test
    @DisplayName("a record from before the incarnation that is gone does not say why: it is read again")
    void anOlderDeparture() {
        MemberRecord.Builder gone =
                recordB.toBuilder().setState(MemberState.MEMBER_STATE_LEFT).setCause(LeaveCause.LEAVE_CAUSE_AUTONOMICS);
        String fence = GROUP + "/active/SYSBTCPIP." + Long.toHexString(recordB.getIncarnation());
        byte[] older = gone.clone().setIncarnation(1).build().toByteArray();
        world.operate(operator -> operator.transaction()
                .forOperations(
                        operator.transactionOp().setData().forPath(RECORD_B, older),
                        operator.transactionOp().delete().forPath(fence)));
        world.until("SYSB knows", () -> logB.lines().contains("left SYSTEM_REMOVED"));
        world.settle();
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberLeft"));
        write(gone.build().toByteArray());
        world.until("read again", () -> logA.lines().contains("memberLeft SYSBTCPIP AUTONOMICS"));
    }

    @Test
    @DisplayName("an active member whose record cannot be read is not gone, neither for the others nor for itself")
    void anUnreadableActiveRecord() {
        makeUnreadable();
        everybodyReads();
        world.settle();
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberLeft SYSB"));
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left"));
        write(recordB.toByteArray());
        EventLog again = new EventLog();
        join("SYSC", again);
        world.until("the group goes on", () -> logA.count("memberJoined SYSCTCPIP") == 2);
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberLeft SYSB"));
    }

    private CoupleDataSet.Answer listOfA(Seat... seats) {
        List<CoupleDataSet.Answer> reply = new ArrayList<>();
        long version = status(logA.self()).orElseThrow().version();
        a.dataSet().changeList(new TreeSet<>(List.of(seats)), version, reply::add);
        world.until("list changed", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    @Test
    @DisplayName("a seat whose holder's record cannot be read stays while the holder is active, and no longer")
    void aSeatThatNobodyCanRead() {
        assertThat(listOfA(new Seat("SYSBTCPIP", "home of SYSB"))).isEqualTo(CoupleDataSet.Answer.DONE);
        makeUnreadable();
        assertThat(listOfA()).as("active").isEqualTo(CoupleDataSet.Answer.REFUSED);
        write(recordB.toByteArray());
        b.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> logB.lines().contains("left OPERATOR"));
        makeUnreadable();
        assertThat(listOfA()).as("departed").isEqualTo(CoupleDataSet.Answer.DONE);
        assertThat(status(logA.self()).orElseThrow().list()).isEmpty();
    }

    @Test
    @DisplayName("a seat whose holder's record was deleted by hand is free once the holder is not active")
    void aSeatWithoutRecord() {
        assertThat(listOfA(new Seat("SYSBTCPIP", "home of SYSB"))).isEqualTo(CoupleDataSet.Answer.DONE);
        b.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> logB.lines().contains("left OPERATOR"));
        world.operate(operator -> operator.delete().forPath(RECORD_B));
        assertThat(listOfA()).isEqualTo(CoupleDataSet.Answer.DONE);
        world.operate(
                operator -> assertThat(operator.checkExists().forPath(RECORD_B)).isNull());
    }

    @Test
    @DisplayName("nobody joins past an active member whose record cannot be read; the refusal names it")
    void nobodyJoinsPastIt() {
        makeUnreadable();
        List<String> details = new ArrayList<>();
        EventLog log = new EventLog() {
            @Override
            public void joinRefused(JoinRefusal refusal, String detail) {
                super.joinRefused(refusal, detail);
                details.add(detail);
            }
        };
        join("SYSD", log);
        assertThat(log.lines()).containsExactly("joinRefused UNAVAILABLE");
        assertThat(details).singleElement().asString().contains("SYSBTCPIP", "unusable");
    }
}
