package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.event.Phase;
import io.chainbus.ledger.Acquisition;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody joins and is told first what is up (promise P6): each acquire phase that each key is up in, the oldest first,
 * one after the other, each in its key's turn. What comes up meanwhile is told too; a key's release waits once this one
 * holds it, so that it goes round among the others. When there is nothing left to tell it enters the routes. When it
 * vetoes one, what it had accepted is undone, the latest first, and it is refused. One that comes back is told what it
 * has missed, if anything.
 */
final class Joining<S, T> {

    private enum Stage {
        TELLING,
        UNDOING,
        OVER
    }

    private final Solos<S, T> solos;
    private final Member<S> reservation;
    private final Arrival<S, T> arrival;
    private final Consumer<JoinReply<S>> receiver;

    /** What it is still to be told, in the order in which it came up; by the number of the walk that brought it up. */
    private final Map<Long, Acquisition<T>> todo = new LinkedHashMap<>();
    /** Ended walks by which it holds something, the latest first. */
    private final Deque<Walk<T>> held = new ArrayDeque<>();

    /** The keys of these, and of those whose undo is under way. */
    private final Set<String> heldKeys = new HashSet<>();

    private Stage stage = Stage.TELLING;
    private boolean busy;
    /** What was up when it asked: told all this, it does not wait for more to come up. By number, as {@link #todo}. */
    private final Set<Long> asked;

    private @Nullable RegistrationRefusal refusal;
    private boolean granted;
    private boolean saidReady;
    private boolean gone;

    /**
     * Begins with what is up.
     *
     * @param arrival what it is, and so what it is told
     * @param up in the order in which it came up
     * @param granted whether it enters as soon as it has been told all, without being {@linkplain #grant granted}
     */
    Joining(
            Solos<S, T> solos,
            Member<S> reservation,
            Arrival<S, T> arrival,
            Iterable<Acquisition<T>> up,
            boolean granted,
            Consumer<JoinReply<S>> receiver) {
        this.solos = solos;
        this.reservation = reservation;
        this.arrival = arrival;
        this.granted = granted;
        this.receiver = receiver;
        up.forEach(this::cameUp);
        this.asked = Set.copyOf(todo.keySet());
    }

    Member<S> reservation() {
        return reservation;
    }

    /** A key has come up: it is to be told so. */
    void cameUp(Acquisition<T> acquisition) {
        if (arrival.hears(acquisition)) {
            todo.put(acquisition.walk(), acquisition);
        }
    }

    /** A key has gone down. */
    void wentDown(String key) {
        todo.values().removeIf(acquisition -> acquisition.key().equals(key));
    }

    /** Whether it holds the key, so that its release waits until it stands among the others, or holds it no more. */
    boolean holds(String key) {
        return heldKeys.contains(key);
    }

    /** Whether the key has come up since it asked and it is still to be told so: before the key's next walk. */
    boolean awaits(String key) {
        return todo.values().stream()
                .anyMatch(acquisition -> acquisition.key().equals(key) && !asked.contains(acquisition.walk()));
    }

    /**
     * Whether all has been told that is up, it still wants to join, and nothing is in its way.
     *
     * @param acquiresUnderWay whether any are: more may come up by them
     */
    boolean through(boolean acquiresUnderWay) {
        return stage == Stage.TELLING
                && !busy
                && todo.isEmpty()
                && !(acquiresUnderWay && arrival.hearsAll())
                && arrival.mayEnter();
    }

    /** Whether it has been told all that was up when it asked to join, but perhaps not yet what came up since. */
    boolean nearlyTold() {
        return stage == Stage.TELLING
                && arrival.hearsAll()
                && todo.keySet().stream().noneMatch(asked::contains);
    }

    /** Why it does not join, once that is certain and what it had accepted is undone. */
    Optional<RegistrationRefusal> refused() {
        return stage == Stage.UNDOING && !busy && held.isEmpty() ? Optional.ofNullable(refusal) : Optional.empty();
    }

    /** It may enter when it has been told all. */
    void grant() {
        granted = true;
    }

    /** Whether it has been granted; if not, its receiver hears once that it is ready. */
    boolean mayEnter() {
        if (!granted && !saidReady) {
            saidReady = true;
            receiver.accept(new JoinReply.Ready<>(reservation));
        }
        return granted;
    }

    /** It does not join after all: what it has accepted is undone. */
    void withdraw(RegistrationRefusal why) {
        if (stage == Stage.TELLING) {
            stage = Stage.UNDOING;
            refusal = why;
            todo.clear();
        }
    }

    /** It is gone: nothing more is told or undone. */
    void abandon() {
        gone = true;
        stage = Stage.UNDOING;
        refusal = new RegistrationRefusal.GoneMeanwhile(reservation.id());
        todo.clear();
        held.clear();
        heldKeys.clear();
    }

    /** It is on the chain. */
    void entered(Admission.Admitted<S> admitted) {
        stage = Stage.OVER;
        receiver.accept(arrival.entered(admitted, held));
    }

    /** It is not. */
    void over(RegistrationRefusal why) {
        stage = Stage.OVER;
        receiver.accept(new JoinReply.NotJoined<>(reservation, why));
    }

    /** Asks for the next turn, unless one is under way or there is nothing to do. */
    void proceed() {
        if (busy) {
            return;
        }
        if (stage == Stage.TELLING && !todo.isEmpty()) {
            busy = true;
            solos.insert(new Telling(todo.values().iterator().next()));
        } else if (stage == Stage.UNDOING && !held.isEmpty()) {
            busy = true;
            solos.insert(new Undoing(held.pop()));
        }
    }

    private final class Telling implements Errand<T> {

        private final Acquisition<T> acquisition;

        Telling(Acquisition<T> next) {
            this.acquisition = next;
        }

        @Override
        public String key() {
            return acquisition.key();
        }

        @Override
        public Optional<Walk<T>> begin() {
            if (stage != Stage.TELLING || todo.remove(acquisition.walk()) == null) {
                busy = false;
                return Optional.empty();
            }
            return Optional.of(solos.walk(
                    reservation, acquisition.key(), acquisition.payload(), acquisition.phase(), Cause.REPLAY));
        }

        @Override
        public void ended(Walk<T> walk) {
            busy = false;
            boolean accepted = walk.accepted(0);
            if (accepted) {
                arrival.accepted(walk);
            }
            if (gone) {
                return;
            }
            if (walk.steps() == 0) {
                // Passed by, since it is gone: whoever sees to that has not said so yet.
                abandon();
                return;
            }
            if (accepted) {
                held.push(walk);
                heldKeys.add(walk.key());
            }
            if (stage == Stage.TELLING && walk.outcome().orElseThrow() instanceof Outcome.Vetoed vetoed) {
                stage = Stage.UNDOING;
                todo.clear();
                refusal = new RegistrationRefusal.ReplayVetoed(
                        reservation.id(),
                        walk.key(),
                        walk.phase().name(),
                        vetoed.veto().reason());
            }
        }
    }

    private final class Undoing implements Errand<T> {

        private final Walk<T> accepted;

        Undoing(Walk<T> accepted) {
            this.accepted = accepted;
        }

        @Override
        public String key() {
            return accepted.key();
        }

        @Override
        public Optional<Walk<T>> begin() {
            Optional<Phase> undo = accepted.phase().undo().or(() -> solos.releaseOf(accepted.phase()));
            if (undo.isEmpty()) {
                undone();
                return Optional.empty();
            }
            accepted.revoke(undo.get());
            return Optional.of(accepted);
        }

        @Override
        public void ended(Walk<T> walk) {
            arrival.undone(walk);
            undone();
        }

        private void undone() {
            busy = false;
            if (held.stream().noneMatch(walk -> walk.key().equals(key()))) {
                heldKeys.remove(key());
            }
        }
    }
}
