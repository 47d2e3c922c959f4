package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** D R: the messages that wait for a reply. */
final class ReplyDisplay {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss");

    private ReplyDisplay() {}

    static CommandResult pending(Invocation call, OutstandingReplies replies) {
        List<Entry> entries = new ArrayList<>();
        for (OutstandingReplies.Pending pending : replies.pending()) {
            entries.add(Entry.builder()
                    .line(" ")
                    .digits("id", pending.number(), 2)
                    .text(" ")
                    .field("type", "R", 2)
                    .field("issuer", call.view().system(), 9)
                    .field("message", pending.text())
                    .data("timeMillis", pending.timeMillis())
                    .build());
        }
        List<String> headings = List.of("RM=" + entries.size(), " ID T SYSNAME  MESSAGE TEXT");
        String header = CommandMessage.IEE112I.with(TIME.format(call.time())).text();
        return call.display(NetstatDisplays.report(
                call,
                "REPLIES",
                header,
                List.of(Report.Section.of("requests", headings, entries)),
                new Report.Ending.Lines(List.of())));
    }
}
