package io.chainbus.coordinator;

import io.chainbus.dispatch.Departure;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.Solo;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.transit.Rail;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Walk;
import java.util.function.Consumer;

/**
 * What is under way on a chain: takes events in, sees trains off, and hands receipts out when walks have ended. Which
 * walks leave is the {@link Dispatcher}'s to say. The coordinator's, and single-threaded.
 */
final class Traffic<T> {

    private final ChainSettings<T> settings;
    private final ChainSettings.Limits limits;
    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Rail<T> rail;
    private final Recorder recorder;
    private final Tally tally;
    private int trainsUnderWay;

    Traffic(
            ChainSettings<T> settings,
            Dispatcher<SubscriberHandle<T>, T> dispatcher,
            Rail<T> rail,
            Recorder recorder,
            Tally tally) {
        this.settings = settings;
        this.limits = settings.limits();
        this.dispatcher = dispatcher;
        this.rail = rail;
        this.recorder = recorder;
        this.tally = tally;
    }

    /** Takes in an event. Whether it has to be let out when it has ended is the receiver's to know. */
    void accept(String key, Phase phase, T payload, Consumer<Receipt<T>> receiver) {
        accept(new Published<>(key, payload, phase, Cause.FORWARD, receiver));
    }

    /** The same, where there is an object for it already. */
    void accept(Publication<T> publication) {
        tally.accepted();
        dispatcher.accept(publication);
        recorder.published(publication);
    }

    /** Whether any event could leave now. */
    boolean anyReady() {
        return dispatcher.anyReady();
    }

    /** Whether no train is under way: who comes now need not wait for others. */
    boolean nothingUnderWay() {
        return trainsUnderWay == 0;
    }

    /** Whether anything is under way, waits, or joins. */
    boolean busy() {
        return dispatcher.busy();
    }

    /**
     * What a release of that key that was accepted waits for.
     *
     * @param what the release, in words
     */
    Awaited toRelease(String key, String what) {
        return dispatcher.holdsBackRelease(key)
                ? new Awaited.OfAll(settings.name(), what)
                : new Awaited.OfKey(settings.name(), what, key, dispatcher.neededToRelease(key));
    }

    /** Lets leave whoever can. */
    void depart() {
        do {
            dispatcher.departSolos(this::departAlone);
            departTrains();
        } while (dispatcher.anySolo());
    }

    private void departAlone(Solo<SubscriberHandle<T>, T> solo) {
        if (!solo.resumed()) {
            recorder.published(solo.walk().publication());
            recorder.started(solo.walk());
        }
        rail.departAlone(solo.route(), solo.walk());
    }

    /** Lets trains leave while there is anything to leave and not too much is under way. */
    private void departTrains() {
        while (dispatcher.anyReady() && trainsUnderWay < limits.trainsInFlight()) {
            int room = limits.underWayLimit() - (dispatcher.open() - dispatcher.waiting());
            if (room <= 0) {
                return;
            }
            depart(dispatcher.depart(Math.min(room, limits.trainLimit())));
        }
    }

    private void depart(Departure<SubscriberHandle<T>, T> departure) {
        for (Departure.Refused<T> refused : departure.refused()) {
            tally.refusedAtTurn();
            recorder.refusedAtTurn(refused.publication(), refused.refusal());
            refused.publication().receiver().accept(Receipt.refused(refused.publication(), refused.refusal()));
        }
        departure.heldBack().forEach(held -> settings.waits().heldBack(settings.name(), held.key()));
        if (recorder.on()) {
            departure.started().forEach(recorder::started);
        }
        departure.atOnce().forEach(walk -> {
            tally.ended(walk);
            report(walk);
        });
        if (!departure.train().isEmpty()) {
            trainsUnderWay++;
            rail.depart(departure.route(), departure.train());
        }
    }

    /** Walks have ended. */
    void arrived(Rail.Arrival<T> arrival) {
        tally.ended(arrival.ended());
        for (Walk<T> walk : arrival.ended().walks()) {
            dispatcher.ended(walk);
            report(walk);
        }
        trainsUnderWay -= arrival.counted();
    }

    private void report(Walk<T> walk) {
        if (!walk.revoked()) {
            recorder.ended(walk);
        }
        walk.publication().ended(walk);
    }
}
