package io.openplex.deploy.simulation.run;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.deploy.simulation.StackVariant;
import io.openplex.dvipa.OwnershipView;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.ConnectionReport;
import io.openplex.proto.v1.MoveRequest;
import io.openplex.proto.v1.OwnershipRecord;
import io.openplex.proto.v1.SignalBatch;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.stack.Surroundings;
import io.openplex.stackd.sysplex.Coupling;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.right.RightValues;
import java.util.List;
import java.util.Optional;

/** A rule that a stack breaks, by what it is put into; the checks have to notice. */
enum BrokenRule implements StackVariant {
    /** However long a stack stood still, it goes on answering. */
    DOES_NOT_ASK_ITS_LICENCE {
        @Override
        public Surroundings around(Surroundings usual) {
            RightValues usualValues = usual.coupling().values();
            long hour = 3_600_000_000_000L;
            RightValues values = usualValues
                    .withIntervals(usualValues.heartbeatNanos(), hour, usualValues.confirmationNanos())
                    .withWaits(usualValues.boundNanos(), usualValues.waitNanos());
            return with(usual, usual.coupling().group(), usual.coupling().facility(), values);
        }
    },
    /** A member forgets what it has promised, and isolates who is silent for a moment. */
    FORGETS_ITS_PROMISES {
        @Override
        public Surroundings around(Surroundings usual) {
            RightValues values = usual.coupling().values();
            return with(
                    usual,
                    usual.coupling().group(),
                    usual.coupling().facility(),
                    values.withWaits(values.heartbeatNanos(), values.waitNanos()));
        }
    },
    /** Neither a beat that may still move nor an owner that may still act is waited for. */
    CLAIMS_WITHOUT_WAITING {
        @Override
        public Surroundings around(Surroundings usual) {
            RightValues values = usual.coupling().values();
            return with(
                    usual,
                    usual.coupling().group(),
                    usual.coupling().facility(),
                    values.withWaits(values.boundNanos(), 0));
        }
    },
    /** A record is written whatever its version is. */
    WRITES_WITHOUT_COMPARING {
        @Override
        public Surroundings around(Surroundings usual) {
            return with(
                    usual,
                    usual.coupling().group(),
                    new Uncompared(usual.coupling().facility()));
        }
    },
    /** A claim takes effect before its record is written. */
    ACTIVATES_BEFORE_IT_IS_WRITTEN {
        @Override
        public Surroundings around(Surroundings usual) {
            CouplingFacility hasty = new Hasty(usual.coupling().facility(), usual.inbox());
            return with(usual, usual.coupling().group(), hasty);
        }
    },
    /** A broken signalling link is taken for the death of the partner. */
    TAKES_OVER_WITHOUT_WAITING {
        @Override
        public Surroundings around(Surroundings usual) {
            XcfGroup group = new ChangedGroup(usual.coupling().group(), usual.inbox(), false) {
                @Override
                void linkDown(Listener to, Member member) {
                    to.linkDown(member);
                    to.memberLeft(member, LeaveReason.ABEND);
                }
            };
            return with(usual, group, usual.coupling().facility());
        }
    },
    /** The list of connections is lost when an address is given. */
    LOSES_CONNECTION_LISTS {
        @Override
        public Surroundings around(Surroundings usual) {
            XcfGroup group = new ChangedGroup(usual.coupling().group(), usual.inbox(), false) {
                @Override
                XcfSignal sent(XcfSignal signal) {
                    XcfSignal.Builder changed = signal.toBuilder();
                    if (signal.hasMoveGiven()) {
                        changed.getMoveGivenBuilder().clearConnections();
                    } else if (signal.hasConnectionReport()) {
                        changed.getConnectionReportBuilder().clearConnections();
                    }
                    return changed.build();
                }
            };
            return with(usual, group, usual.coupling().facility());
        }
    },
    /** Segments without an entry are reset though not all have reported. */
    RESETS_IN_THE_REBUILD_WINDOW {
        @Override
        public Surroundings around(Surroundings usual) {
            XcfGroup group = new ChangedGroup(usual.coupling().group(), usual.inbox(), true) {};
            return with(usual, group, usual.coupling().facility());
        }
    },
    /** An owner writes the record to the claimant and goes on answering until it hears of the new owner. */
    ANSWERS_WHILE_GIVING {
        @Override
        public Surroundings around(Surroundings usual) {
            XcfGroup group = new ChangedGroup(usual.coupling().group(), usual.inbox(), false) {
                @Override
                void signal(Listener to, Member from, byte[] signal) {
                    for (XcfSignal one : signals(signal)) {
                        if (one.hasMoveRequest()) {
                            usual.inbox().post(() -> give(usual.coupling().facility(), from, one.getMoveRequest()));
                        } else {
                            to.signal(from, one.toByteArray());
                        }
                    }
                }
            };
            return with(usual, group, usual.coupling().facility());
        }
    },
    /** A stack that was removed from the group goes on as if it had not been. */
    STAYS_WHEN_REMOVED {
        @Override
        public Surroundings around(Surroundings usual) {
            XcfGroup group = new ChangedGroup(usual.coupling().group(), usual.inbox(), false) {
                @Override
                void left(Listener to, LeaveReason reason) {
                    if (reason != LeaveReason.SYSTEM_REMOVED) {
                        to.left(reason);
                    }
                }
            };
            return with(usual, group, usual.coupling().facility());
        }
    };

    private static Surroundings with(Surroundings usual, XcfGroup group, CouplingFacility facility) {
        return with(usual, group, facility, usual.coupling().values());
    }

    private static void give(CouplingFacility facility, Member to, MoveRequest request) {
        IpAddress address = IpAddress.of(request.getAddress().toByteArray());
        byte[] record = OwnershipRecord.newBuilder()
                .setMember(to.name())
                .setIncarnation(to.incarnation())
                .build()
                .toByteArray();
        facility.write(
                OwnershipView.STRUCTURE, address.toString(), request.getEpoch() - 1, record, (status, now) -> {});
    }

    private static Surroundings with(
            Surroundings usual, XcfGroup group, CouplingFacility facility, RightValues values) {
        Coupling before = usual.coupling();
        Coupling changed = new Coupling(group, facility, before.dataSet(), before.heartbeats(), before.home(), values);
        return new Surroundings(
                usual.inbox(),
                usual.clock(),
                usual.wallMillis(),
                usual.seed(),
                changed,
                usual.sfmAction(),
                usual.linkKey(),
                usual.linkEnds(),
                usual.ports(),
                usual.console(),
                usual.syntaxCheck(),
                usual.failure(),
                usual.events());
    }

    /** A facility that never compares. */
    private record Uncompared(CouplingFacility real) implements CouplingFacility {
        @Override
        public void read(String structure, String entry, ReplyHandler handler) {
            real.read(structure, entry, handler);
        }

        @Override
        public void readAll(String structure, ListHandler handler) {
            real.readAll(structure, handler);
        }

        @Override
        public void write(
                String structure,
                String entry,
                long expected,
                byte[] data,
                Optional<Member> inFavourOf,
                ReplyHandler handler) {
            real.read(structure, entry, (status, now) -> {
                long version = now.map(Entry::version).orElse(ABSENT);
                real.write(structure, entry, status == Status.IN_DOUBT ? expected : version, data, inFavourOf, handler);
            });
        }
    }

    /** A facility that says "written" at once. */
    private record Hasty(CouplingFacility real, Inbox inbox) implements CouplingFacility {
        @Override
        public void read(String structure, String entry, ReplyHandler handler) {
            real.read(structure, entry, handler);
        }

        @Override
        public void readAll(String structure, ListHandler handler) {
            real.readAll(structure, handler);
        }

        @Override
        public void write(
                String structure,
                String entry,
                long expected,
                byte[] data,
                Optional<Member> inFavourOf,
                ReplyHandler handler) {
            Entry hoped = new Entry(entry, expected == ABSENT ? 1L << 32 : expected + 1, data);
            inbox.post(() -> handler.reply(Status.OK, Optional.of(hoped)));
            real.write(structure, entry, expected, data, inFavourOf, (status, now) -> {});
        }
    }

    /** A group whose signals and events pass through a change. */
    private abstract static class ChangedGroup implements XcfGroup {
        private static final int XCF_SIGNAL_VERSION = 1;

        private final XcfGroup real;
        private final Inbox inbox;
        private final boolean answersForAll;
        private Listener listener = new Unheard();

        /** With {@code answersForAll} every partner's report is forged, empty, before it is asked for. */
        ChangedGroup(XcfGroup real, Inbox inbox, boolean answersForAll) {
            this.real = real;
            this.inbox = inbox;
            this.answersForAll = answersForAll;
        }

        XcfSignal sent(XcfSignal signal) {
            return signal;
        }

        void signal(Listener to, Member from, byte[] signal) {
            to.signal(from, signal);
        }

        void linkDown(Listener to, Member member) {
            to.linkDown(member);
        }

        void left(Listener to, LeaveReason reason) {
            to.left(reason);
        }

        private void reportedNothing(Member from, XcfSignal announcement) {
            byte[] report = XcfSignal.newBuilder()
                    .setVersion(announcement.getVersion())
                    .setConnectionReport(ConnectionReport.newBuilder()
                            .setAddress(announcement.getOwnerAnnouncement().getAddress())
                            .setEpoch(announcement.getOwnerAnnouncement().getEpoch()))
                    .build()
                    .toByteArray();
            Listener to = listener;
            inbox.post(() -> to.signal(from, report));
        }

        @Override
        public String groupName() {
            return real.groupName();
        }

        @Override
        public void join(io.openplex.xcf.api.MemberInfo info, Listener to) {
            listener = to;
            real.join(info, new Heard(to));
        }

        @Override
        public void leave(LeaveReason reason) {
            real.leave(reason);
        }

        @Override
        public boolean send(Member to, byte[] signal) {
            XcfSignal.Builder changed = XcfSignal.newBuilder()
                    .setVersion(XCF_SIGNAL_VERSION)
                    .setBatch(SignalBatch.newBuilder()
                            .addAllSignals(signals(signal).stream()
                                    .map(one -> {
                                        if (answersForAll && one.hasOwnerAnnouncement()) {
                                            reportedNothing(to, one);
                                        }
                                        return sent(one);
                                    })
                                    .toList()));
            return real.send(to, changed.build().toByteArray());
        }

        @Override
        public void refuse(Member from, String reason) {
            real.refuse(from, reason);
        }

        /** What it holds, one by one. */
        static List<XcfSignal> signals(byte[] signal) {
            try {
                XcfSignal parsed = XcfSignal.parseFrom(signal);
                return parsed.hasBatch() ? parsed.getBatch().getSignalsList() : List.of(parsed);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public io.openplex.xcf.api.GroupView view() {
            return real.view();
        }

        @Override
        public void close() {
            real.close();
        }

        private static class Unheard implements Listener {
            @Override
            public void joined(Member self, List<Member> others) {}

            @Override
            public void joinRefused(io.openplex.xcf.api.JoinRefusal refusal, String detail) {}

            @Override
            public void memberJoined(Member member) {}

            @Override
            public void memberLeft(Member member, LeaveReason reason) {}

            @Override
            public void linkUp(Member member) {}

            @Override
            public void linkDown(Member member) {}

            @Override
            public void signal(Member from, byte[] signal) {}

            @Override
            public void left(LeaveReason reason) {}

            @Override
            public void coordinationLost(boolean lost) {}
        }

        private final class Heard extends Unheard {
            private final Listener to;

            Heard(Listener to) {
                this.to = to;
            }

            @Override
            public void joined(Member self, List<Member> others) {
                to.joined(self, others);
            }

            @Override
            public void joinRefused(io.openplex.xcf.api.JoinRefusal refusal, String detail) {
                to.joinRefused(refusal, detail);
            }

            @Override
            public void memberJoined(Member member) {
                to.memberJoined(member);
            }

            @Override
            public void memberLeft(Member member, LeaveReason reason) {
                to.memberLeft(member, reason);
            }

            @Override
            public void linkUp(Member member) {
                to.linkUp(member);
            }

            @Override
            public void linkDown(Member member) {
                ChangedGroup.this.linkDown(to, member);
            }

            @Override
            public void signal(Member from, byte[] signal) {
                ChangedGroup.this.signal(to, from, signal);
            }

            @Override
            public void left(LeaveReason reason) {
                ChangedGroup.this.left(to, reason);
            }

            @Override
            public void coordinationLost(boolean lost) {
                to.coordinationLost(lost);
            }
        }
    }
}
