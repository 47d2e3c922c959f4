package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.Optional;

/** One active partner incarnation: its node, its link and its watch connection. Rim thread. */
final class Peer {
    private final Registration registration;
    private final Link link;
    private final PeerWatch watch;
    private Optional<LeaveReason> announced = Optional.empty();

    Peer(Registration registration, Link link, PeerWatch watch) {
        this.registration = registration;
        this.link = link;
        this.watch = watch;
    }

    Registration registration() {
        return registration;
    }

    Member member() {
        return registration.member();
    }

    Link link() {
        return link;
    }

    PeerWatch watch() {
        return watch;
    }

    /** Why it said that it leaves. */
    Optional<LeaveReason> announced() {
        return announced;
    }

    void announce(Optional<LeaveReason> reason) {
        announced = reason;
    }

    void close() {
        link.close();
        watch.close();
    }
}
