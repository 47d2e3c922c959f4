package io.openplex.deploy.operator;

import com.google.protobuf.ByteString;
import io.openplex.proto.v1.EnfSignal;
import io.openplex.proto.v1.SysplexEvent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A join or leave as a listener reports it.
 *
 * @param kind JOIN or LEAVE
 * @param reason name of the reason, for example {@code ABEND}; empty when unknown
 * @param system system name
 * @param job stack job name
 * @param member member name
 * @param sysplex sysplex name
 * @param group group name
 * @param trigger message that led to it, or empty
 * @param membersAfter member names after it; on a derived LEAVE those that the other systems name
 * @param incarnation of the member
 * @param sequence of the signal, 0 when synthetic or derived
 * @param timeMillis wall clock, milliseconds since 1970
 * @param synthetic the present state, not an event
 * @param derived concluded by the listener: the system could not tell itself, or left while the stream was down
 * @param parameterList the 28 bytes of EZAENF80
 */
public record WatchedEvent(
        String kind,
        String reason,
        String system,
        String job,
        String member,
        String sysplex,
        String group,
        String trigger,
        List<String> membersAfter,
        long incarnation,
        long sequence,
        long timeMillis,
        boolean synthetic,
        boolean derived,
        ByteString parameterList) {
    private static final int FLAGS_AT = 16;
    private static final byte LEAVE_FLAG = 0x40;

    static WatchedEvent of(EnfSignal signal, boolean synthetic, boolean derived) {
        SysplexEvent event = signal.getSysplex();
        return new WatchedEvent(
                event.getKind().name(),
                event.getReason() == SysplexEvent.Reason.R_UNSPECIFIED
                        ? ""
                        : event.getReason().name(),
                event.getSystemName(),
                event.getJobName(),
                event.getMemberName(),
                event.getSysplexName(),
                event.getGroupName(),
                event.getTriggerMessageId(),
                List.copyOf(event.getMembersAfterList()),
                event.getGroupEpoch(),
                signal.getSequence(),
                signal.getTime().getSeconds() * 1000 + signal.getTime().getNanos() / 1_000_000,
                synthetic,
                derived,
                signal.getParameterList());
    }

    /** The LEAVE that a dead system can no longer send, made from its last JOIN. */
    static WatchedEvent leaveFor(
            EnfSignal join, SysplexEvent.Reason reason, List<String> membersAfter, long nowMillis) {
        byte[] list = join.getParameterList().toByteArray();
        if (list.length > FLAGS_AT) {
            list[FLAGS_AT] = LEAVE_FLAG;
        }
        SysplexEvent event = join.getSysplex();
        return new WatchedEvent(
                "LEAVE",
                reason.name(),
                event.getSystemName(),
                event.getJobName(),
                event.getMemberName(),
                event.getSysplexName(),
                event.getGroupName(),
                "",
                List.copyOf(membersAfter),
                event.getGroupEpoch(),
                0,
                nowMillis,
                false,
                true,
                ByteString.copyFrom(list));
    }

    /** One line for people. */
    public String toText() {
        return Instant.ofEpochMilli(timeMillis) + " ENF80 " + kind + " " + system + " " + job + " group=" + group
                + " reason=" + (reason.isEmpty() ? "-" : reason) + " incarnation=" + incarnation
                + (membersAfter.isEmpty() ? "" : " members=" + String.join(",", membersAfter))
                + (synthetic ? " (present state)" : "")
                + (derived ? " (concluded by the listener)" : "");
    }

    /** One line of JSON. */
    public String toJson() {
        return new JsonLine()
                .number("code", 80)
                .text("kind", kind)
                .text("reason", reason)
                .text("system", system)
                .text("job", job)
                .text("member", member)
                .text("sysplex", sysplex)
                .text("group", group)
                .text("trigger", trigger)
                .texts("membersAfter", membersAfter)
                .number("incarnation", incarnation)
                .number("sequence", sequence)
                .text("time", Instant.ofEpochMilli(timeMillis).toString())
                .flag("synthetic", synthetic)
                .flag("derived", derived)
                .text("parameterList", HexFormat.of().withUpperCase().formatHex(parameterList.toByteArray()))
                .toString();
    }
}
