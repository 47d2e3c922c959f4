package io.openplex.stackd.sysplex;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.distributor.DistributionRule;
import io.openplex.distributor.DistributorEvent;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.ConnectionEnded;
import io.openplex.proto.v1.ConnectionReport;
import io.openplex.proto.v1.ConnectionStarted;
import io.openplex.proto.v1.DistributionRules;
import io.openplex.proto.v1.DvipaTableChange;
import io.openplex.proto.v1.HearingAnswer;
import io.openplex.proto.v1.HearingQuestion;
import io.openplex.proto.v1.MoveGiven;
import io.openplex.proto.v1.OwnerAnnouncement;
import io.openplex.proto.v1.PartnerInfo;
import io.openplex.proto.v1.SignalBatch;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Signals of partners as events of the engines. What no correct partner sends, or one of another version, is counted
 * and ends the link; a kind or a method that only a newer partner knows is counted and ignored.
 */
final class SignalReceiver {
    private final EngineBus bus;
    private final PartnerInfoHandler partnerInfo;
    private final HearingHandler hearing;
    private final Refusal refusal;
    private final TreeMap<String, List<IpAddress>> homeLists = new TreeMap<>();
    private long bad;
    private long unknown;

    /** Hears where a partner's end of the data link is. */
    @FunctionalInterface
    interface PartnerInfoHandler {
        void told(Member from, String host, int port);
    }

    /** Hears questions and answers about who is heard. */
    interface HearingHandler {
        void asked(Member from, HearingQuestion question);

        void answered(Member from, HearingAnswer answer);
    }

    /** Ends the link to a partner. */
    @FunctionalInterface
    interface Refusal {
        void refuse(Member from, String reason);
    }

    SignalReceiver(EngineBus bus, PartnerInfoHandler partnerInfo, HearingHandler hearing, Refusal refusal) {
        this.refusal = refusal;
        this.bus = bus;
        this.partnerInfo = partnerInfo;
        this.hearing = hearing;
    }

    void receive(Member from, byte[] bytes) {
        try {
            XcfSignal signal = XcfSignal.parseFrom(bytes);
            if (signal.getVersion() != SignalCodec.VERSION) {
                unknown++;
                refusal.refuse(
                        from,
                        "signal of version " + signal.getVersion() + "; this stack speaks " + SignalCodec.VERSION);
                return;
            }
            dispatch(from, signal);
        } catch (InvalidProtocolBufferException | SignalCodec.BadSignalException e) {
            bad++;
            refusal.refuse(from, "malformed signal: " + e.getMessage());
        }
    }

    private void dispatch(Member from, XcfSignal signal) throws SignalCodec.BadSignalException {
        switch (signal.getKindCase()) {
            case PARTNER_INFO -> partner(from, signal.getPartnerInfo());
            case HOME_LIST -> homeList(from, signal.getHomeList());
            case DVIPA_TABLE ->
                bus.post(new DvipaEvent.TableReceived(
                        from, SignalCodec.entries(signal.getDvipaTable().getEntriesList())));
            case DVIPA_TABLE_CHANGE -> tableChange(from, signal.getDvipaTableChange());
            case DISTRIBUTION_RULES -> rules(from, signal.getDistributionRules());
            case LISTENER_STATE ->
                bus.post(new DistributorEvent.ListenersChanged(from, SignalCodec.listeners(signal.getListenerState())));
            case MOVE_REQUEST -> {
                IpAddress address = SignalCodec.address(signal.getMoveRequest().getAddress());
                bus.post(new DvipaEvent.MoveRequested(
                        from, address, signal.getMoveRequest().getEpoch()));
            }
            case MOVE_GIVEN -> moveGiven(from, signal.getMoveGiven());
            case OWNER_ANNOUNCEMENT -> announcement(from, signal.getOwnerAnnouncement());
            case CONNECTION_REPORT -> report(from, signal.getConnectionReport());
            case CONNECTION_ENDED -> ended(from, signal.getConnectionEnded());
            case CONNECTION_STARTED -> started(from, signal.getConnectionStarted());
            case HEARING_QUESTION -> hearing.asked(from, signal.getHearingQuestion());
            case HEARING_ANSWER -> hearing.answered(from, signal.getHearingAnswer());
            case BATCH -> batch(from, signal.getBatch());
            case KIND_NOT_SET -> unknown++;
        }
    }

    private void batch(Member from, SignalBatch batch) throws SignalCodec.BadSignalException {
        for (XcfSignal one : batch.getSignalsList()) {
            if (one.hasBatch() || one.getVersion() != SignalCodec.VERSION) {
                throw new SignalCodec.BadSignalException("a batch within a batch, or of several versions");
            }
            dispatch(from, one);
        }
    }

    private void tableChange(Member from, DvipaTableChange change) throws SignalCodec.BadSignalException {
        bus.post(new DvipaEvent.TableChanged(
                from, SignalCodec.entries(change.getChangedList()), SignalCodec.addresses(change.getRemovedList())));
    }

    private void partner(Member from, PartnerInfo info) throws SignalCodec.BadSignalException {
        if (info.getLinkPort() < 1 || info.getLinkPort() > 0xffff) {
            throw new SignalCodec.BadSignalException("link port " + info.getLinkPort());
        }
        partnerInfo.told(from, info.getLinkHost(), info.getLinkPort());
    }

    private void homeList(Member from, io.openplex.proto.v1.HomeList list) throws SignalCodec.BadSignalException {
        homeLists.put(from.name(), SignalCodec.addresses(list.getAddressesList()));
    }

    private void rules(Member from, DistributionRules rules) throws SignalCodec.BadSignalException {
        List<DistributionRule> all = new ArrayList<>();
        List<Long> epochs = new ArrayList<>();
        for (var rule : rules.getRulesList()) {
            if (!SignalCodec.knows(rule)) {
                unknown++;
                continue;
            }
            all.add(SignalCodec.rule(rule));
            epochs.add(rule.getEpoch());
        }
        bus.post(new DistributorEvent.RulesReceived(from, List.copyOf(all), List.copyOf(epochs)));
    }

    private void moveGiven(Member from, MoveGiven given) throws SignalCodec.BadSignalException {
        IpAddress address = SignalCodec.address(given.getAddress());
        bus.post(new DistributorEvent.MoveGiven(
                from, address, given.getEpoch(), SignalCodec.remotes(given.getConnectionsList())));
        bus.post(new DvipaEvent.MoveGiven(from, address, given.getEpoch()));
    }

    private void announcement(Member from, OwnerAnnouncement announcement) throws SignalCodec.BadSignalException {
        IpAddress address = SignalCodec.address(announcement.getAddress());
        bus.post(new DvipaEvent.OwnerAnnounced(from, address, announcement.getEpoch()));
        bus.post(new DistributorEvent.OwnerAnnounced(from, address, announcement.getEpoch()));
    }

    private void report(Member from, ConnectionReport report) throws SignalCodec.BadSignalException {
        bus.post(new DistributorEvent.ConnectionsReported(
                from,
                SignalCodec.address(report.getAddress()),
                report.getEpoch(),
                SignalCodec.remotes(report.getConnectionsList())));
    }

    private void ended(Member from, ConnectionEnded ended) throws SignalCodec.BadSignalException {
        bus.post(new DistributorEvent.ConnectionsEnded(
                from,
                SignalCodec.address(ended.getAddress()),
                ended.getEpoch(),
                SignalCodec.remotes(ended.getConnectionsList())));
    }

    private void started(Member from, ConnectionStarted started) throws SignalCodec.BadSignalException {
        bus.post(new DistributorEvent.ConnectionsStarted(
                from,
                SignalCodec.address(started.getAddress()),
                started.getEpoch(),
                SignalCodec.remotes(started.getConnectionsList())));
    }

    /** A partner is gone; its home list is forgotten. */
    void forget(Member member) {
        homeLists.remove(member.name());
    }

    /** Home addresses that a partner has told, empty when it has not. */
    List<IpAddress> homeListOf(Member member) {
        return homeLists.getOrDefault(member.name(), List.of());
    }

    /** Signals with a content that no correct partner sends. */
    long bad() {
        return bad;
    }

    /** Signals of another version or an unknown kind. */
    long unknown() {
        return unknown;
    }
}
