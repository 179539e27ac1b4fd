package io.chainbus.cluster.home;

import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.layout.Layout;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.trace.Traces;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublishId;
import io.chainbus.dispatch.Departure;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.Solo;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes events in, lets walks start when that is written, and gives their receipts when their ends are. Which walks start
 * is the {@link Dispatcher}'s to say. Single-threaded.
 */
final class Departures {

    /** Walks get numbers from blocks of that size, which are reserved long before they are used up. */
    static final long BLOCK = 1L << 20;

    /** Who published: what an accepted event carries. */
    record Asker(PublishId id) implements Consumer<Receipt<Payload>> {
        @Override
        public void accept(Receipt<Payload> receipt) {}
    }

    private final Dispatcher<HomeSeat, Payload> dispatcher;
    private final Recorder recorder;
    private final Scribe scribe;
    private final OpenNumbers numbers;
    private final Publishers publishers;
    private final Tally tally;
    private final int trainLimit;
    private final Consumer<Journey> rail;
    private final Solists solists;
    private final Traces traces = new Traces();

    private final Map<Trace, Integer> endedTraces = new LinkedHashMap<>();
    private final List<ChainEvent.Ended> endedWalks = new ArrayList<>();
    private final List<Runnable> endedEffects = new ArrayList<>();
    /** By who is joining: the walks by which it has been told what is up, of which its agent must not forget what was done. */
    private final Map<HomeSeat, List<Long>> told = new HashMap<>();

    private @Nullable Route<HomeSeat> pinned;
    private long layout;
    private long reserved;

    /** Hears of walks that visited one subscriber alone. */
    interface Solists {
        void ended(HomeSeat seat, Walk<Payload> walk);
    }

    Departures(
            Dispatcher<HomeSeat, Payload> dispatcher,
            Recorder recorder,
            Scribe scribe,
            OpenNumbers numbers,
            Publishers publishers,
            Tally tally,
            int trainLimit,
            long lastLayout,
            long reserved,
            Consumer<Journey> rail,
            Solists solists) {
        this.dispatcher = dispatcher;
        this.recorder = recorder;
        this.scribe = scribe;
        this.numbers = numbers;
        this.publishers = publishers;
        this.tally = tally;
        this.trainLimit = trainLimit;
        this.layout = lastLayout;
        this.reserved = reserved;
        this.rail = rail;
        this.solists = solists;
    }

    /** Takes in an event; answers the number of its walk. */
    long accept(PublishId id, String key, Phase phase, Payload payload) {
        Publication<Payload> publication = dispatcher.accept(key, payload, phase, Cause.FORWARD, new Asker(id));
        tally.accepted();
        numbered(publication.walk());
        recorder.published(publication);
        return publication.walk();
    }

    private void numbered(long walk) {
        numbers.accepted(walk);
        if (walk + BLOCK / 2 > reserved) {
            reserved += BLOCK;
            scribe.write(new ChainEvent.NumbersReserved(reserved));
        }
    }

    /** Lets leave whoever can. */
    void depart() {
        do {
            dispatcher.departSolos(this::departAlone);
            while (dispatcher.anyReady()) {
                depart(dispatcher.depart(trainLimit));
            }
        } while (dispatcher.anySolo());
    }

    private void departAlone(Solo<HomeSeat, Payload> solo) {
        Walk<Payload> walk = solo.walk();
        if (!solo.resumed()) {
            numbered(walk.id());
            recorder.published(walk.publication());
        }
        scribe.then(() -> {
            if (!solo.resumed()) {
                recorder.started(walk);
            }
            rail.accept(new Journey(walk, solo.route(), 0));
        });
    }

    private void depart(Departure<HomeSeat, Payload> departure) {
        departure.refused().forEach(this::refused);
        if (departure.started().isEmpty()) {
            return;
        }
        // What has ended was to end before its key's next one starts.
        writeEnded();
        Route<HomeSeat> route = departure.route();
        pin(route);
        long number = layout;
        List<Walk<Payload>> started = departure.started();
        scribe.write(new ChainEvent.TrainStarted(number, started(started)), () -> {
            started.forEach(recorder::started);
            started.stream()
                    .filter(walk -> !walk.ended())
                    .forEach(walk -> rail.accept(new Journey(walk, route, number)));
        });
        departure.atOnce().forEach(walk -> report(walk, route));
    }

    @SuppressWarnings("ReferenceEquality") // a route is the very same until the membership changes
    private void pin(Route<HomeSeat> route) {
        if (pinned == route) {
            return;
        }
        pinned = route;
        List<Registration> places = new ArrayList<>(route.size());
        for (int place = 0; place < route.size(); place++) {
            places.add(route.subscriber(place).registration());
        }
        scribe.write(new ChainEvent.LayoutPinned(new Layout(++layout, route.version(), places)));
    }

    private static List<ChainEvent.Started> started(List<Walk<Payload>> walks) {
        List<ChainEvent.Started> started = new ArrayList<>(walks.size());
        for (Walk<Payload> walk : walks) {
            started.add(new ChainEvent.Started(
                    walk.id(),
                    asker(walk.publication()),
                    walk.key(),
                    walk.publication().payload(),
                    walk.phase().name(),
                    targets(walk.targets())));
        }
        return started;
    }

    private static String targets(Places targets) {
        int size = targets.route().size();
        if (targets.count() == size) {
            return "";
        }
        StringBuilder text = new StringBuilder(size);
        for (int place = 0; place < size; place++) {
            text.append(targets.contains(place) ? 'x' : '.');
        }
        return text.toString();
    }

    private static PublishId asker(Publication<Payload> publication) {
        return publication.receiver() instanceof Asker asker ? asker.id() : PublishId.byChain();
    }

    private void refused(Departure.Refused<Payload> refused) {
        Publication<Payload> publication = refused.publication();
        PublishId id = asker(publication);
        tally.refusedAtTurn();
        endedWalks.add(new ChainEvent.Ended(publication.walk(), id, Ending.alreadyUp(), -1));
        endedEffects.add(() -> {
            numbers.ended(publication.walk());
            recorder.refusedAtTurn(publication, refused.refusal());
            publishers.ended(id, new Publishers.Result(publication.walk(), Ending.alreadyUp(), List.of(), null));
        });
    }

    /** A walk has ended. */
    void ended(Journey journey) {
        Walk<Payload> walk = journey.walk;
        if (mayBeUndone(walk)) {
            told.computeIfAbsent(journey.route.subscriber(0), unused -> new ArrayList<>())
                    .add(walk.id());
        }
        dispatcher.ended(walk);
        if (journey.layout == 0) {
            HomeSeat seat = journey.route.subscriber(0);
            if (!walk.revoked()) {
                recorder.ended(walk);
            }
            if (!mayBeUndone(walk)) {
                numbers.ended(walk.id());
            }
            solists.ended(seat, walk);
            return;
        }
        report(walk, journey.route);
    }

    /** Whether somebody who joins may still be asked to undo it, if it vetoes what it is told next. */
    private static boolean mayBeUndone(Walk<?> walk) {
        return walk.publication().cause() == Cause.REPLAY && !walk.revoked();
    }

    /** That one will not be asked to undo what it was told before it joined: its agent may forget that. */
    void settled(HomeSeat seat) {
        List<Long> walks = told.remove(seat);
        if (walks != null) {
            walks.forEach(numbers::ended);
        }
    }

    private void report(Walk<Payload> walk, Route<HomeSeat> route) {
        tally.ended(walk);
        PublishId id = asker(walk.publication());
        Ending ending = ending(walk);
        Trace trace = traces.of(walk);
        Integer known = endedTraces.putIfAbsent(trace, endedTraces.size());
        endedWalks.add(new ChainEvent.Ended(walk.id(), id, ending, known == null ? endedTraces.size() - 1 : known));
        endedEffects.add(() -> {
            numbers.ended(walk.id());
            recorder.ended(walk);
            publishers.ended(id, new Publishers.Result(walk.id(), ending, publishers.who(route), trace));
        });
    }

    private static Ending ending(Walk<?> walk) {
        Outcome outcome = walk.ending();
        if (outcome instanceof Outcome.Stopped stopped) {
            return new Ending(Ending.Kind.STOPPED, stopped.by(), "", Source.HANDLER);
        }
        if (outcome instanceof Outcome.Vetoed vetoed) {
            return new Ending(Ending.Kind.VETOED, vetoed.by(), vetoed.veto().reason(), vetoed.source());
        }
        return Ending.completed();
    }

    /** Has it written that walks have ended, and then says so. */
    void writeEnded() {
        if (endedWalks.isEmpty()) {
            return;
        }
        List<Runnable> effects = List.copyOf(endedEffects);
        scribe.write(
                new ChainEvent.TrainEnded(List.copyOf(endedTraces.keySet()), endedWalks),
                () -> effects.forEach(Runnable::run));
        endedTraces.clear();
        endedWalks.clear();
        endedEffects.clear();
    }
}
