package io.openplex.xcf.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes every event of a group down as one line of text. */
public class EventLog implements XcfGroup.Listener {
    private final List<String> lines = new ArrayList<>();
    private final List<Member> selves = new ArrayList<>();
    private final List<Member> seen = new ArrayList<>();

    /** All events in order, incarnations left out: {@code "left SYSATCPIP ABEND"}. */
    public List<String> lines() {
        return lines;
    }

    /** How often exactly this happened. */
    public long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    /** The incarnation of the last join. */
    public Member self() {
        return selves.getLast();
    }

    /** The last incarnation seen of a name. */
    public Member seen(String name) {
        Optional<Member> last = Optional.empty();
        for (Member member : seen) {
            last = member.name().equals(name) ? Optional.of(member) : last;
        }
        return last.orElseThrow();
    }

    @Override
    public void joined(Member self, List<Member> others) {
        selves.add(self);
        seen.addAll(others);
        lines.add("joined " + self.name() + " "
                + others.stream().map(Member::name).toList());
    }

    @Override
    public void joinRefused(JoinRefusal refusal, String detail) {
        lines.add("joinRefused " + refusal);
    }

    @Override
    public void memberJoined(Member member) {
        seen.add(member);
        lines.add("memberJoined " + member.name());
    }

    @Override
    public void memberLeft(Member member, LeaveReason reason) {
        lines.add("memberLeft " + member.name() + " " + reason);
    }

    @Override
    public void linkUp(Member member) {
        lines.add("linkUp " + member.name());
    }

    @Override
    public void linkDown(Member member) {
        lines.add("linkDown " + member.name());
    }

    @Override
    public void signal(Member from, byte[] signal) {
        lines.add("signal " + from.name() + " " + new String(signal, StandardCharsets.UTF_8));
    }

    @Override
    public void left(LeaveReason reason) {
        lines.add("left " + reason);
    }

    @Override
    public void coordinationLost(boolean lost) {
        lines.add("coordinationLost " + lost);
    }
}
