package io.openplex.stackd.sysplex;

import io.openplex.distributor.DistributorAction;
import io.openplex.distributor.DistributorEvent;
import io.openplex.distributor.RemoteConnection;
import io.openplex.distributor.TargetRole;
import io.openplex.dvipa.DistributionRole;
import io.openplex.dvipa.DvipaAction;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.MessageCatalogue;
import io.openplex.proto.messages.MessageId;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.v1.ConnectionEnded;
import io.openplex.proto.v1.ConnectionReport;
import io.openplex.proto.v1.ConnectionStarted;
import io.openplex.proto.v1.MoveGiven;
import io.openplex.proto.v1.MoveRequest;
import io.openplex.proto.v1.OwnerAnnouncement;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/** Carries out what the engines want done. */
final class EngineActions implements EngineBus.ActionHandler {
    private final EngineBus bus;
    private final GroupLine group;
    private final OwnershipRecords records;
    private final Departures departures;
    private final DvipaAddresses addresses;
    private final TcpReports reports;
    private final TcpEngine tcp;
    private final SysplexObserver observer;
    private final CommandWaiters waiters;

    EngineActions(
            EngineBus bus,
            GroupLine group,
            OwnershipRecords records,
            Departures departures,
            DvipaAddresses addresses,
            TcpReports reports,
            TcpEngine tcp,
            SysplexObserver observer,
            CommandWaiters waiters) {
        this.bus = bus;
        this.group = group;
        this.records = records;
        this.departures = departures;
        this.addresses = addresses;
        this.reports = reports;
        this.tcp = tcp;
        this.observer = observer;
        this.waiters = waiters;
    }

    @Override
    public void carryOut(DvipaAction action, long nowNanos) {
        switch (action) {
            case DvipaAction.InstallAddress a -> addresses.install(a.address(), a.interfaceName(), a.kind(), nowNanos);
            case DvipaAction.UninstallAddress a -> addresses.uninstall(a.address());
            case DvipaAction.StartClaiming a -> addresses.startClaiming(a.address(), nowNanos);
            case DvipaAction.StopClaiming a -> addresses.stopClaiming(a.address(), nowNanos);
            case DvipaAction.BreakConnections a -> tcp.abortAll(a.address(), nowNanos);
            case DvipaAction.ReadRecord a -> records.read(a);
            case DvipaAction.WriteRecord a -> records.write(a);
            case DvipaAction.FindIncarnation a -> departures.find(a.owner());
            case DvipaAction.SendTable a ->
                group.send(a.to(), SignalCodec.signal().setDvipaTable(SignalCodec.table(a.entries())));
            case DvipaAction.SendTableChanges a ->
                group.sendAll(SignalCodec.signal().setDvipaTableChange(SignalCodec.change(a.changed(), a.removed())));
            case DvipaAction.SendMoveRequest a ->
                group.send(
                        a.to(),
                        SignalCodec.signal()
                                .setMoveRequest(MoveRequest.newBuilder()
                                        .setAddress(SignalCodec.bytes(a.address()))
                                        .setEpoch(a.epoch())));
            case DvipaAction.SendMoveGiven a -> sendMoveGiven(a);
            case DvipaAction.AnnounceOwnership a -> announce(a.to(), a.address(), a.epoch());
            case DvipaAction.OwnershipGained a ->
                bus.post(new DistributorEvent.OwnershipGained(a.address(), a.epoch()));
            case DvipaAction.OwnershipLost a -> bus.post(new DistributorEvent.OwnershipLost(a.address()));
            case DvipaAction.StatusChanged a -> observer.statusChanged(a.address(), a.before(), a.after(), nowNanos);
            case DvipaAction.IssueMessage a -> issue(a, nowNanos);
            case DvipaAction.RefuseStatement a ->
                refused(a.statement().toString(), a.refusal().name(), nowNanos);
            case DvipaAction.CommandEnded a -> waiters.ended(a.address(), a.outcome());
        }
    }

    @Override
    public void carryOut(DistributorAction action, long nowNanos) {
        switch (action) {
            case DistributorAction.SendRules a ->
                send(a.to(), SignalCodec.signal().setDistributionRules(SignalCodec.rules(a.rules(), a.epochs())));
            case DistributorAction.SendReport a -> sendReport(a);
            case DistributorAction.AskReports a -> announce(Optional.empty(), a.address(), a.epoch());
            case DistributorAction.SendStarted a ->
                group.send(
                        a.to(),
                        SignalCodec.signal()
                                .setConnectionStarted(ConnectionStarted.newBuilder()
                                        .setAddress(SignalCodec.bytes(a.address()))
                                        .setEpoch(a.epoch())
                                        .addAllConnections(SignalCodec.connections(a.connections()))));
            case DistributorAction.SendEnded a ->
                group.send(
                        a.to(),
                        SignalCodec.signal()
                                .setConnectionEnded(ConnectionEnded.newBuilder()
                                        .setAddress(SignalCodec.bytes(a.address()))
                                        .setEpoch(a.epoch())
                                        .addAllConnections(SignalCodec.connections(a.connections()))));
            case DistributorAction.RoleChanged a -> bus.post(new DvipaEvent.RoleChanged(a.address(), role(a.role())));
            case DistributorAction.RefuseStatement a ->
                refused(
                        "VIPADISTRIBUTE "
                                + a.statement()
                                        .address()
                                        .map(IpAddress::toConsole)
                                        .orElse(a.statement().interfaceName()),
                        a.refusal().name(),
                        nowNanos);
        }
    }

    private void send(Optional<Member> to, XcfSignal.Builder signal) {
        if (to.isPresent()) {
            group.send(to.get(), signal);
        } else {
            group.sendAll(signal);
        }
    }

    private void sendMoveGiven(DvipaAction.SendMoveGiven a) {
        List<RemoteConnection> staying = reports.connectionsOf(a.address());
        group.send(
                a.to(),
                SignalCodec.signal()
                        .setMoveGiven(MoveGiven.newBuilder()
                                .setAddress(SignalCodec.bytes(a.address()))
                                .setEpoch(a.epoch())
                                .addAllConnections(SignalCodec.connections(staying))));
    }

    private void announce(Optional<Member> to, IpAddress address, long epoch) {
        send(
                to,
                SignalCodec.signal()
                        .setOwnerAnnouncement(OwnerAnnouncement.newBuilder()
                                .setAddress(SignalCodec.bytes(address))
                                .setEpoch(epoch)));
    }

    private void sendReport(DistributorAction.SendReport a) {
        List<RemoteConnection> connections = reports.connectionsOf(a.address());
        if (group.isSelf(a.to())) {
            bus.post(new DistributorEvent.ConnectionsReported(a.to(), a.address(), a.epoch(), connections));
            return;
        }
        group.send(
                a.to(),
                SignalCodec.signal()
                        .setConnectionReport(ConnectionReport.newBuilder()
                                .setAddress(SignalCodec.bytes(a.address()))
                                .setEpoch(a.epoch())
                                .addAllConnections(SignalCodec.connections(connections))));
    }

    private void issue(DvipaAction.IssueMessage a, long nowNanos) {
        MessageId id =
                MessageCatalogue.find(a.id()).orElseThrow(() -> new IllegalStateException("no message " + a.id()));
        observer.message(id.with(a.arguments().toArray()), nowNanos);
        if (a.id().equals("EZD1214I")) {
            observer.initialProcessingComplete(nowNanos);
        }
    }

    private void refused(String statement, String why, long nowNanos) {
        observer.message(OpenplexMessage.OPX0013I.with(statement, why.replace('_', ' ')), nowNanos);
    }

    private static DistributionRole role(TargetRole role) {
        return switch (role) {
            case NEITHER -> DistributionRole.NEITHER;
            case DISTRIBUTOR -> DistributionRole.DISTRIBUTOR;
            case TARGET -> DistributionRole.TARGET;
            case BOTH -> DistributionRole.BOTH;
        };
    }
}
