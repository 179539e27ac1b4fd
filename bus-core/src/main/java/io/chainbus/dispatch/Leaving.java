package io.chainbus.dispatch;

import io.chainbus.chain.Member;
import io.chainbus.event.Phase;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody leaves, and lets go first of all that it holds (promise P7): it is told the release of each key that it
 * holds, the newest first, one after the other, each in its key's turn, by a walk that visits it alone.
 *
 * <pre>
 *   SERVING ── walks of the keys that it holds have ended ──► SILENT ── walks that were under way have ended ──►
 *   LETTING_GO ── it holds nothing any more ──► OVER
 * </pre>
 *
 * <p>While it is SERVING it is visited like everybody else, so that no release that is under way passes by somebody who
 * holds its key. From SILENT on it takes on nothing more; what it had accepted by then comes up, or is undone without it.
 * The release of a key that it holds waits for it in all these stages.
 */
final class Leaving<S, T> {

    private enum Stage {
        SERVING,
        SILENT,
        LETTING_GO,
        OVER
    }

    private final Schedule<T> schedule;
    private final Solos<S, T> solos;
    private final Ledger<T> ledger;
    private final Member<S> member;
    private final Leaver leaver;

    /** Keys whose walks that were under way when the stage began have not ended. */
    private final Set<String> awaited = new HashSet<>();

    private final Deque<Acquisition<T>> todo = new ArrayDeque<>();
    private Stage stage = Stage.SERVING;
    private boolean busy;

    Leaving(Schedule<T> schedule, Solos<S, T> solos, Ledger<T> ledger, Member<S> member, Leaver leaver) {
        this.schedule = schedule;
        this.solos = solos;
        this.ledger = ledger;
        this.member = member;
        this.leaver = leaver;
        for (String key : schedule.underWay()) {
            if (ledger.holds(key, member)) {
                awaited.add(key);
            }
        }
    }

    Member<S> member() {
        return member;
    }

    /** The walk of that key that was under way has ended. */
    void ended(String key) {
        awaited.remove(key);
    }

    /** Whether it holds the key, so that the key's release waits until it holds it no more. */
    boolean holds(String key) {
        return stage != Stage.OVER && ledger.holds(key, member);
    }

    /**
     * Takes the next step, if its time has come.
     *
     * @return whether it is through
     */
    boolean proceed() {
        if (stage == Stage.SERVING && awaited.isEmpty()) {
            stage = Stage.SILENT;
            awaited.addAll(schedule.underWay());
            leaver.silent();
        }
        if (stage == Stage.SILENT && awaited.isEmpty()) {
            stage = Stage.LETTING_GO;
            todo.addAll(ledger.heldBy(member));
        }
        if (stage != Stage.LETTING_GO || busy) {
            return false;
        }
        if (todo.isEmpty()) {
            stage = Stage.OVER;
            leaver.through();
            return true;
        }
        busy = true;
        schedule.appendBeforeRelease(new LettingGo(todo.remove()));
        return false;
    }

    /** It is gone: nothing more is told. */
    void abandon() {
        stage = Stage.OVER;
        todo.clear();
    }

    private final class LettingGo implements Errand<T> {

        private final Acquisition<T> acquisition;

        LettingGo(Acquisition<T> acquisition) {
            this.acquisition = acquisition;
        }

        @Override
        public String key() {
            return acquisition.key();
        }

        @Override
        public Optional<Walk<T>> begin() {
            if (stage != Stage.LETTING_GO) {
                busy = false;
                return Optional.empty();
            }
            Optional<Phase> release = solos.releaseOf(acquisition.phase());
            if (release.isEmpty() || !ledger.holds(key(), member)) {
                over();
                return Optional.empty();
            }
            return Optional.of(solos.walk(member, key(), acquisition.payload(), release.get(), Cause.TEARDOWN));
        }

        @Override
        public void ended(Walk<T> walk) {
            if (walk.steps() == 0) {
                // Passed by, since it is gone by now: what it held goes with it, as far as others are concerned.
                busy = false;
            } else {
                over();
            }
        }

        private void over() {
            busy = false;
            ledger.letGo(key(), member);
        }
    }
}
