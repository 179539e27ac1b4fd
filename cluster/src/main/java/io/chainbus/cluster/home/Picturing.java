package io.chainbus.cluster.home;

import io.chainbus.chain.Member;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.Counters;
import io.chainbus.coordinator.Seat;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.ledger.Acquisition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows a chain to those who want to look at it. */
final class Picturing {

    private Picturing() {}

    static ToAgent.Picture of(Dispatcher<HomeSeat, Payload> dispatcher, Counters counters) {
        List<Member<HomeSeat>> members =
                new ArrayList<>(dispatcher.membership().route().descending());
        members.sort(Comparator.comparingLong(Member::sequence));
        List<ToAgent.Sitting> sittings =
                members.stream().map(Picturing::sitting).toList();
        List<ToAgent.Holding> ups = new ArrayList<>();
        for (Acquisition<Payload> up : dispatcher.ledger().all()) {
            List<Long> holders =
                    members.stream().filter(up::heldBy).map(Member::sequence).toList();
            ups.add(new ToAgent.Holding(up.key(), up.phase().name(), up.payload(), up.walk(), holders));
        }
        return new ToAgent.Picture(dispatcher.membership().version(), sittings, ups, counters);
    }

    private static ToAgent.Sitting sitting(Member<HomeSeat> member) {
        HomeSeat seat = member.subscriber();
        Registration registration = seat.registration();
        ToHome.Applicant applicant = new ToHome.Applicant(
                registration.number(),
                registration.id(),
                registration.position(),
                registration.observer(),
                registration.durable(),
                seat.replay(),
                registration.standIn());
        Seat.State state = switch (seat.standing()) {
            case SERVING -> Seat.State.SERVING;
            case AWAY -> Seat.State.AWAY;
            case LEAVING, LEFT, DIED -> Seat.State.LEAVING;
        };
        return new ToAgent.Sitting(
                member.sequence(), applicant, registration.agent().name(), state);
    }
}
