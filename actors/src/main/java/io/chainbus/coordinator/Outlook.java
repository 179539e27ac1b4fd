package io.chainbus.coordinator;

import io.chainbus.chain.Standing;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Reason;
import io.chainbus.transit.SubscriberHandle;
import java.util.ArrayList;
import java.util.List;

/** What a coordinator says of its chain without changing anything. The coordinator's, and single-threaded. */
final class Outlook<T> {

    private final ChainSettings<T> settings;
    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Tally tally;
    private final Admittance admittance;

    Outlook(
            ChainSettings<T> settings,
            Dispatcher<SubscriberHandle<T>, T> dispatcher,
            Tally tally,
            Admittance admittance) {
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.tally = tally;
        this.admittance = admittance;
    }

    DryRun dryRun(String key, Phase phase) {
        return DryRun.of(dispatcher.membership(), dispatcher.ledger(), settings.holding(), key, phase);
    }

    ChainView<T> view() {
        return new ChainView<>(
                settings.name(),
                dispatcher.membership().version(),
                seats(),
                dispatcher.ledger().all(),
                tally.counters(admittance.refused(), dispatcher.open(), dispatcher.waiting()));
    }

    private List<Seat> seats() {
        List<Standing<SubscriberHandle<T>>> standings = dispatcher.membership().standings();
        List<List<Reason>> reasons = Reason.of(standings);
        List<Seat> seats = new ArrayList<>(standings.size());
        for (Standing<SubscriberHandle<T>> standing : standings) {
            int place = seats.size();
            seats.add(new Seat(
                    place + 1,
                    standing.member(),
                    standing.effectivePriority(),
                    state(standing.member().subscriber()),
                    reasons.get(place)));
        }
        return seats;
    }

    private static Seat.State state(SubscriberHandle<?> handle) {
        if (handle.away()) {
            return Seat.State.AWAY;
        }
        if (!handle.serving()) {
            return Seat.State.LEAVING;
        }
        return handle.stuck() ? Seat.State.STUCK : Seat.State.SERVING;
    }
}
