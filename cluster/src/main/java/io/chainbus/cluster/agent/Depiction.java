package io.chainbus.cluster.agent;

import io.chainbus.ChainSpec;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.chain.Standing;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.Seat;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Reason;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A chain that is coordinated elsewhere, made anew from its picture so that it can be looked at here. */
final class Depiction<T> {

    private final ChainSpec<T> spec;
    private final ToAgent.Picture picture;
    private final Membership<ToAgent.Sitting> membership;
    private final Ledger<T> ledger = new Ledger<>();

    private Depiction(ChainSpec<T> spec, Payloads<T> payloads, ToAgent.Picture picture) {
        this.spec = spec;
        this.picture = picture;
        this.membership = new Membership<>(picture.version() - picture.members().size());
        for (ToAgent.Sitting sitting : picture.members()) {
            ToHome.Applicant applicant = sitting.applicant();
            membership.admit(new Candidate<>(
                    applicant.id(), applicant.position(), applicant.observer(), applicant.durable(), sitting));
        }
        Route<ToAgent.Sitting> route = membership.route();
        Map<Long, Integer> places = new HashMap<>();
        for (Member<ToAgent.Sitting> member : route) {
            places.put(member.subscriber().seat(), route.indexOf(member));
        }
        for (ToAgent.Holding up : picture.ups()) {
            Places.Builder holders = Places.on(route);
            for (long seat : up.seats()) {
                Integer place = places.get(seat);
                if (place != null) {
                    holders.add(place);
                }
            }
            Phase phase = spec.phases().byName().get(up.phase());
            if (phase != null) {
                ledger.up(
                        new Acquisition<>(up.key(), phase, payloads.unpack(up.payload()), up.walk(), holders.build()));
            }
        }
    }

    static <T> Depiction<T> of(ChainSpec<T> spec, Payloads<T> payloads, ToAgent.Picture picture) {
        return new Depiction<>(spec, payloads, picture);
    }

    DryRun dryRun(String key, Phase phase) {
        return DryRun.of(membership, ledger, spec.holding(), key, phase);
    }

    ChainView<T> view() {
        List<Standing<ToAgent.Sitting>> standings = membership.standings();
        List<List<Reason>> reasons = Reason.of(standings);
        List<Seat> seats = new ArrayList<>(standings.size());
        for (Standing<ToAgent.Sitting> standing : standings) {
            int place = seats.size();
            seats.add(new Seat(
                    place + 1,
                    standing.member(),
                    standing.effectivePriority(),
                    standing.member().subscriber().state(),
                    reasons.get(place)));
        }
        return new ChainView<>(spec.name(), membership.version(), seats, ledger.all(), picture.counters());
    }
}
