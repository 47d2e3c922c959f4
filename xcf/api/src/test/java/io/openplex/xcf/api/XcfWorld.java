package io.openplex.xcf.api;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.right.CoupleDataSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a contract test can do to an implementation: start stacks, let time pass, break things. */
public interface XcfWorld extends AutoCloseable {
    /** A stack's access to the group, as its own process; the same name again is a second process of that name. */
    Stack stack(MemberInfo info);

    /** Runs all loops until this holds, and fails with this text when it takes too long. */
    void until(String expected, BooleanSupplier condition);

    /** Runs all loops long enough for whatever is under way. */
    void settle();

    /** The process ends without a word; its connections prove it. */
    void kill(Stack stack);

    /** The stack is isolated though its process lives. */
    void expire(Stack stack);

    /** Breaks the signalling link of two members once. */
    void breakLink(Stack one, Stack other);

    /** The coordination service stops answering, or answers again. */
    void coordination(boolean available);

    @Override
    void close();

    /** One stack. */
    interface Stack {
        MemberInfo info();

        XcfGroup group();

        CouplingFacility facility();

        CoupleDataSet dataSet();
    }

    /** A member info with made-up particulars. */
    static MemberInfo info(String system) {
        return new MemberInfo(
                system,
                "TCPIP",
                system.substring(system.length() - 1) + "1",
                "CPC1",
                "VTAM" + system.charAt(system.length() - 1),
                Optional.of(IpAddress.parse("192.0.2." + (int) system.charAt(system.length() - 1))),
                Optional.of(IpAddress.parse("2001:db8::" + system.charAt(system.length() - 1))));
    }
}
