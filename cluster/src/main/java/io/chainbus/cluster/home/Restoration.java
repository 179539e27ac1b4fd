package io.chainbus.cluster.home;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.layout.Layout;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.ledger.Acquisition;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Sets a chain up again from what has been kept of it: who is on it, in the same order and at the same version; what is up
 * and who holds it; and which walks are under way, each on the layout that it left by.
 */
final class Restoration {

    private final String chain;
    private final ChainState state;
    private final Map<String, Phase> phases;
    private final Membership<HomeSeat> membership;
    private final Dispatcher<HomeSeat, Payload> dispatcher;
    private final Map<Long, Member<HomeSeat>> members = new HashMap<>();
    private final Map<Long, Route<HomeSeat>> routes = new HashMap<>();
    private final List<Journey> journeys = new ArrayList<>();

    private Restoration(String chain, ChainState state, Declaration declaration) {
        this.chain = chain;
        this.state = state;
        this.membership = new Membership<>(state.version() - state.members().size());
        PhaseSet set = declaration.phaseSet();
        this.phases = set.byName();
        this.dispatcher = new Dispatcher<>(chain, declaration.holding(), set, membership, state.lastWalk());
    }

    static Restoration of(String chain, ChainState state, Declaration declaration) {
        Restoration restoration = new Restoration(chain, state, declaration);
        restoration.members();
        restoration.ups();
        restoration.walks();
        return restoration;
    }

    Dispatcher<HomeSeat, Payload> dispatcher() {
        return dispatcher;
    }

    /** The walks under way, in the order of acceptance. */
    List<Journey> journeys() {
        return journeys;
    }

    /** The route that such a layout was. */
    Route<HomeSeat> route(long layout) {
        return routes.computeIfAbsent(layout, number -> route(state.layout(number)));
    }

    private void members() {
        for (Registration registration : state.members()) {
            members.put(registration.seat(), admit(membership, new HomeSeat(registration, false)));
        }
    }

    private static Member<HomeSeat> admit(Membership<HomeSeat> to, HomeSeat seat) {
        Registration registration = seat.registration();
        Candidate<HomeSeat> candidate = new Candidate<>(
                registration.id(), registration.position(), registration.observer(), registration.durable(), seat);
        Admission<HomeSeat> admission = to.admit(candidate);
        if (admission instanceof Admission.Admitted<HomeSeat> admitted) {
            return admitted.member();
        }
        throw new IllegalStateException(registration + " was on the chain, and is refused now: " + admission);
    }

    /** Tells who is on the chain, and who of them is away: when all else has been set up. */
    void sit(BiConsumer<HomeSeat, Member<HomeSeat>> present, BiConsumer<HomeSeat, Member<HomeSeat>> away) {
        members.forEach((number, member) -> {
            HomeSeat seat = member.subscriber();
            present.accept(seat, member);
            if (state.away(number).isPresent()) {
                seat.become(HomeSeat.Standing.AWAY);
                dispatcher.absences().begin(member);
                away.accept(seat, member);
            }
        });
    }

    private void ups() {
        Route<HomeSeat> route = membership.route();
        for (ChainState.Up up : state.ups()) {
            Places.Builder holders = Places.on(route);
            for (long seat : up.holders()) {
                Member<HomeSeat> member = members.get(seat);
                if (member != null) {
                    holders.add(route.indexOf(member));
                }
            }
            dispatcher
                    .ledger()
                    .up(new Acquisition<>(up.key(), phase(up.phase()), up.payload(), up.walk(), holders.build()));
        }
    }

    private Phase phase(String name) {
        return Optional.ofNullable(phases.get(name))
                .orElseThrow(() -> new IllegalStateException("chain " + chain + " has no phase " + name));
    }

    private void walks() {
        for (ChainState.Open open : state.open()) {
            ChainEvent.Started started = open.started();
            Publication<Payload> publication = new Published<>(
                    started.walk(),
                    started.key(),
                    started.payload(),
                    phase(started.phase()),
                    Cause.FORWARD,
                    new Departures.Asker(started.publish()));
            Route<HomeSeat> route = route(open.layout());
            Walk<Payload> walk = new Walk<>(publication, chain, targets(route, started.targets()));
            dispatcher.resume(walk);
            journeys.add(Journey.restored(walk, route, open.layout()));
        }
    }

    private static Places targets(Route<?> route, String text) {
        if (text.isEmpty()) {
            return Places.all(route);
        }
        Places.Builder targets = Places.on(route);
        for (int place = 0; place < text.length(); place++) {
            if (text.charAt(place) != '.') {
                targets.add(place);
            }
        }
        return targets.build();
    }

    private Route<HomeSeat> route(Layout layout) {
        List<Member<HomeSeat>> route = new ArrayList<>(layout.places().size());
        List<HomeSeat> seats = new ArrayList<>(layout.places().size());
        for (Registration pinned : layout.places()) {
            Member<HomeSeat> member = members.get(pinned.seat());
            if (member == null) {
                HomeSeat gone = new HomeSeat(pinned, false);
                gone.become(HomeSeat.Standing.LEFT);
                route.add(admit(new Membership<>(), gone));
                seats.add(gone);
            } else {
                route.add(member);
                seats.add(seat(pinned, member.subscriber()));
            }
        }
        return Route.of(layout.version(), route, seats);
    }

    /** Who has come back since is not whom those walks visit. */
    private static HomeSeat seat(Registration pinned, HomeSeat now) {
        Registration present = now.registration();
        if (present.agent().equals(pinned.agent()) && present.number() == pinned.number()) {
            return now;
        }
        HomeSeat before = new HomeSeat(pinned, false);
        before.become(HomeSeat.Standing.AWAY);
        return before;
    }
}
