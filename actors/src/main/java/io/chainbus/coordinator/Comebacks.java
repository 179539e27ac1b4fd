package io.chainbus.coordinator;

import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Membership;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.walk.Skip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What takes time about durable subscribers (promise P3c): for how long each may be away, and for how long one that comes
 * back before its predecessor is seen to be gone waits for that. The coordinator's, and single-threaded.
 */
final class Comebacks<T> {

    /**
     * Somebody who comes back, and whose predecessor is not gone yet.
     *
     * @param mustWait whether that is still so
     * @param register what is to be done when it is not
     * @param refuse what is to be done when it stays so
     */
    record Waiting(String id, BooleanSupplier mustWait, Runnable register, Consumer<RegistrationRefusal> refuse) {

        // Two may ask for the same at once.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final TimerScheduler<ChainProtocol.Command<T>> timers;
    private final ChainSettings.Limits limits;
    private final Membership<SubscriberHandle<T>> membership;
    private final List<Waiting> waiting = new ArrayList<>(0);
    /** For each that is away: by what. */
    private final Map<SubscriberHandle<T>, Skip> away = new HashMap<>(0);
    /** Those on the chain who took up a place that had been kept. */
    private final Set<SubscriberHandle<T>> returned = new HashSet<>(0);

    Comebacks(
            TimerScheduler<ChainProtocol.Command<T>> timers,
            ChainSettings.Limits limits,
            Membership<SubscriberHandle<T>> membership) {
        this.timers = timers;
        this.limits = limits;
        this.membership = membership;
    }

    /** Its window begins. */
    void wentAway(SubscriberHandle<T> handle, Skip cause) {
        away.put(handle, cause);
        returned.remove(handle);
        timers.startSingleTimer(handle, new ChainProtocol.WindowPassed<>(handle), limits.rejoinWindow());
    }

    /** By what somebody is away; if it is not, that it has left. */
    Skip cause(SubscriberHandle<T> handle) {
        return away.getOrDefault(handle, Skip.LEFT);
    }

    /** It is away no more, but gone; or it was not away, and is gone. */
    void left(SubscriberHandle<T> handle) {
        returned.remove(handle);
        if (away.remove(handle) != null) {
            timers.cancel(handle);
        }
    }

    /** The second has taken up the place of the first, which was away. */
    void cameBack(SubscriberHandle<T> before, SubscriberHandle<T> now) {
        left(before);
        returned.add(now);
    }

    /** Whether it has not joined, but come back. */
    boolean hasReturned(SubscriberHandle<T> handle) {
        return returned.contains(handle);
    }

    /** Registers somebody: now, or when who has that very place is gone. */
    void register(Candidate<SubscriberHandle<T>> candidate, Runnable register, Consumer<RegistrationRefusal> refuse) {
        if (!mustWait(candidate)) {
            register.run();
            return;
        }
        Waiting one = new Waiting(candidate.id(), () -> mustWait(candidate), register, refuse);
        waiting.add(one);
        timers.startSingleTimer(one, new ChainProtocol.PatienceOver<>(one), limits.rejoinPatience());
    }

    private boolean mustWait(Candidate<SubscriberHandle<T>> candidate) {
        return membership.couldResume(candidate) && !membership.resumes(candidate);
    }

    /** Somebody of that id has left or gone away, or has not come back after all. */
    void changed(String id) {
        for (Waiting one : List.copyOf(waiting)) {
            if (one.id().equals(id) && !one.mustWait().getAsBoolean() && waiting.remove(one)) {
                timers.cancel(one);
                one.register().run();
            }
        }
    }

    /** It has waited long enough: there are two of that id. */
    void patienceOver(Waiting one) {
        if (waiting.remove(one)) {
            one.refuse().accept(new RegistrationRefusal.DuplicateId(one.id()));
        }
    }

    /** Nobody comes back any more. */
    void close(String chain) {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        for (Waiting one : all) {
            timers.cancel(one);
            one.refuse().accept(new RegistrationRefusal.ChainClosing(one.id(), chain));
        }
    }
}
