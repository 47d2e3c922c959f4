package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfWorld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A member in a process of its own, to be killed. */
final class ChildMember {
    private ChildMember() {}

    /** Arguments: connect string, system name. Prints {@code joined} and stays. */
    public static void main(String[] args) throws Exception {
        BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
        XcfOptions options = XcfOptions.of(args[0], "LABPLEX", "EZBTCPCS")
                .withSessionTimeoutMs(20_000)
                .withTerms(MemberTerms.here().withFirst(true));
        try (ZooKeeperXcf xcf = ZooKeeperXcf.start(options, "xcf-" + args[1], inbox::offer)) {
            EventLog log = new EventLog() {
                @Override
                public void joined(Member self, List<Member> others) {
                    super.joined(self, others);
                    System.out.writeBytes("joined\n".getBytes(StandardCharsets.US_ASCII));
                    System.out.flush();
                }
            };
            xcf.group().join(XcfWorld.info(args[1]), log);
            while (!Thread.currentThread().isInterrupted()) {
                inbox.take().run();
            }
        }
    }
}
