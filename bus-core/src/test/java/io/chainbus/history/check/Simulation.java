package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Anchor;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A chain that keeps its promises, in the simplest way: walks of different keys take turns at random, while
 * subscribers join, leave, die, hang, refuse and come back. It leaves a history behind, in which nothing is wrong.
 */
final class Simulation {

    private static final List<String> MODULE = List.of("UNFORMED", "COMING", "LIVE", "GOING", "GOING");
    private static final List<String> PROBE = List.of("PROBE", "TOUCH", "DROP");

    private final RandomGenerator random;
    private final boolean current;
    private final Scribe scribe;
    private final Map<String, Sub> members = new LinkedHashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final List<Walk> open = new ArrayList<>();
    private final List<Sub> hung = new ArrayList<>();
    private long walks;

    /** One registration. */
    private static final class Sub {
        final Entry.Registered at;
        /** Whether it can be at several visits at once. */
        final boolean async;

        int running;
        boolean leaving;
        boolean gone;
        boolean stuck;
        /** Its own handler waits for its leave: that one is not waited for. */
        int waitingForItself;

        Sub(Entry.Registered at, boolean async) {
            this.at = at;
            this.async = async;
        }

        String id() {
            return at.subscriber();
        }

        boolean observer() {
            return at.traits().contains(Trait.OBSERVER);
        }
    }

    private static final class Key {
        final String name;
        final List<Walk> waiting = new ArrayList<>();
        final Set<String> up = new LinkedHashSet<>();
        final Map<Sub, Set<String>> holds = new LinkedHashMap<>();
        boolean busy;

        Key(String name) {
            this.name = name;
        }
    }

    private static final class Walk {
        final long id;
        final Key key;
        final String phase;
        final List<Sub> accepted = new ArrayList<>();
        List<Sub> ahead = new ArrayList<>();

        /** Whose handler is at it. */
        @Nullable
        Sub at;

        long from;

        /** Who vetoed it. */
        @Nullable
        Sub vetoed;

        Walk(long id, Key key, String phase) {
            this.id = id;
            this.key = key;
            this.phase = phase;
        }

        PhaseRule rule() {
            return Scribe.rule(phase);
        }
    }

    private Simulation(RandomGenerator random) {
        this.random = random;
        this.current = chance(20);
        this.scribe = current ? Scribe.current() : Scribe.accepted();
        for (String key : List.of("net", "usb", "ext4", "probe-a", "probe-b")) {
            keys.put(key, new Key(key));
        }
    }

    /** A history of about that many moves; now and then one that was cut off in the middle. */
    static List<Line> history(RandomGenerator random, int moves) {
        Simulation simulation = new Simulation(random);
        for (int i = 0; i < 3; i++) {
            simulation.join();
        }
        for (int i = 0; i < moves; i++) {
            simulation.move();
        }
        if (!simulation.chance(15)) {
            simulation.settle();
        }
        return simulation.scribe.lines();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void move() {
        int move = random.nextInt(100);
        if (move < 3) {
            join();
        } else if (move < 5) {
            anyMember(this::leave);
        } else if (move < 6) {
            anyMember(this::die);
        } else if (move < 7 && open.isEmpty()) {
            candidate().ifPresent(this::joinWithReplay);
        } else if (move < 8 && open.isEmpty()) {
            anyMember(this::leaveWithTeardown);
        } else if (move < 10) {
            comeTo();
        } else if (move < 11) {
            scribe.write(new Entry.SubscriberRefused("ftrace", "there is one already"));
            scribe.write(new Entry.PublishRefused("net", "too many"));
        } else if (move < 25) {
            publish();
        } else if (open.isEmpty() || chance(20)) {
            start();
        } else {
            proceed(any(open));
        }
    }

    private void settle() {
        while (!open.isEmpty() || keys.values().stream().anyMatch(key -> !key.waiting.isEmpty())) {
            start();
            for (Walk walk : List.copyOf(open)) {
                proceed(walk);
            }
        }
        comeTo();
    }

    private void anyMember(Consumer<Sub> move) {
        List<Sub> staying =
                members.values().stream().filter(sub -> !sub.leaving).toList();
        if (!staying.isEmpty()) {
            move.accept(any(staying));
        }
    }

    // ---- who is on the chain

    private Optional<Sub> candidate() {
        String id = any(List.of("a", "b", "c", "d", "e", "far1", "far2"));
        if (members.containsKey(id)) {
            return Optional.empty();
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (chance(12)) {
            traits.add(Trait.OBSERVER);
        }
        List<String> before = chance(20) ? List.of(any(List.of("a", "b", "nobody"))) : List.of();
        List<String> after = chance(20) ? List.of(any(List.of("c", "far1"))) : List.of();
        Anchor anchor = chance(85) ? Anchor.NONE : List.of(Anchor.values()).get(random.nextInt(3));
        Entry.Registered at =
                new Entry.Registered(id, random.nextInt(-1, 4), scribe.version() + 1, anchor, before, after, traits);
        List<Entry.Registered> all = new ArrayList<>(registrations());
        all.add(at);
        return NaiveOrder.of(all).map(order -> new Sub(at, chance(30)));
    }

    private List<Entry.Registered> registrations() {
        return members.values().stream().map(sub -> sub.at).toList();
    }

    private void join() {
        candidate().ifPresent(sub -> join(sub, sub.at.traits()));
    }

    private void join(Sub sub, Set<Trait> traits) {
        Entry.Registered at = sub.at;
        scribe.registered(sub.id(), at.priority(), at.anchor(), at.before(), at.after(), traits);
        members.put(sub.id(), sub);
    }

    private void joinWithReplay(Sub sub) {
        List<Walk> done = new ArrayList<>();
        for (Key key : keys.values()) {
            for (String phase : List.copyOf(key.up)) {
                Walk replay = new Walk(++walks, key, phase);
                boolean veto = Scribe.rule(phase).vetoable() && chance(8);
                Verdict verdict = veto ? Verdict.VETO : any(List.of(Verdict.OK, Verdict.OK, Verdict.DONE));
                scribe.published(replay.id, key.name, phase, Cause.REPLAY).started(replay.id);
                scribe.visited(replay.id, sub.id(), verdict);
                if (veto) {
                    scribe.vetoed(replay.id, sub.id());
                    Collections.reverse(done);
                    done.forEach(before -> scribe.undone(before.id, sub.id()));
                    scribe.write(new Entry.SubscriberRefused(sub.id(), "vetoed its replay"));
                    keys.values().forEach(other -> other.holds.remove(sub));
                    return;
                }
                scribe.completed(replay.id);
                if (verdict == Verdict.OK) {
                    done.add(replay);
                    if (!sub.observer()) {
                        hold(key, sub, phase);
                    }
                }
            }
        }
        Set<Trait> traits = EnumSet.of(Trait.REPLAY);
        traits.addAll(sub.at.traits());
        join(sub, traits);
    }

    private void leave(Sub sub) {
        sub.leaving = true;
        sub.waitingForItself = sub.running > 0 && chance(40) ? 1 : 0;
        leaveIfQuiet(sub);
    }

    private void leaveIfQuiet(Sub sub) {
        if (sub.leaving && !sub.gone && sub.running <= sub.waitingForItself) {
            gone(sub, Absence.LEFT);
        }
    }

    private void gone(Sub sub, Absence cause) {
        sub.leaving = true;
        sub.gone = true;
        members.remove(sub.id());
        keys.values().forEach(key -> key.holds.remove(sub));
        scribe.unregistered(sub.id(), cause);
    }

    private void leaveWithTeardown(Sub sub) {
        sub.leaving = true;
        for (Key key : keys.values()) {
            if (key.holds.remove(sub) != null) {
                long walk = ++walks;
                String phase = key.name.startsWith("probe") ? "DROP" : "GOING";
                scribe.published(walk, key.name, phase, Cause.TEARDOWN).started(walk);
                scribe.visited(walk, sub.id()).completed(walk);
            }
        }
        gone(sub, Absence.LEFT);
    }

    private void die(Sub sub) {
        boolean lineFirst = chance(50);
        if (lineFirst) {
            gone(sub, Absence.DIED);
        }
        for (Walk walk : List.copyOf(open)) {
            if (walk.at == sub) {
                verdict(walk, sub, failure(walk, sub), Source.DEATH, walk.from, scribe.tick());
            }
        }
        if (!lineFirst) {
            gone(sub, Absence.DIED);
        }
    }

    /** A handler that hung returns. */
    private void comeTo() {
        for (Sub sub : List.copyOf(hung)) {
            hung.remove(sub);
            sub.stuck = false;
            long now = scribe.tick();
            Entry.Amends amends = chance(50) ? new Entry.Amends.None() : new Entry.Amends.Undid("GOING", Verdict.OK);
            scribe.write(
                    Scribe.node(sub.id()), new Entry.Late(1, sub.id(), "COMING", Verdict.OK, now - 9, now, amends));
        }
    }

    // ---- walks

    private void publish() {
        Key key = any(List.copyOf(keys.values()));
        Walk walk = new Walk(++walks, key, any(key.name.startsWith("probe") ? PROBE : MODULE));
        scribe.published(walk.id, key.name, walk.phase);
        key.waiting.add(walk);
    }

    private void start() {
        List<Key> ready = keys.values().stream()
                .filter(key -> !key.busy && !key.waiting.isEmpty())
                .toList();
        if (ready.isEmpty()) {
            return;
        }
        Key key = any(ready);
        Walk walk = key.waiting.remove(0);
        if (key.up.contains(walk.phase)) {
            scribe.write(new Entry.TurnRefused(walk.id, key.name, "is up already"));
            return;
        }
        List<String> ids = new ArrayList<>(NaiveOrder.of(registrations()).orElseThrow());
        if (walk.rule().direction() == Recorded.Direction.ASCENDING) {
            Collections.reverse(ids);
        }
        ids.stream().map(members::get).filter(sub -> visits(walk, sub)).forEach(walk.ahead::add);
        scribe.started(walk.id);
        key.busy = true;
        open.add(walk);
    }

    private boolean visits(Walk walk, Sub sub) {
        if (walk.rule().role() != Role.RELEASE) {
            return true;
        }
        return !walk.key.up.isEmpty() && (current || sub.observer() || walk.key.holds.containsKey(sub));
    }

    private void proceed(Walk walk) {
        if (walk.at != null) {
            finishVisit(walk, walk.at);
        } else if (walk.ahead.isEmpty()) {
            Sub by = walk.vetoed;
            end(walk, by == null ? Outcome.COMPLETED : Outcome.VETOED, by == null ? "" : by.id());
        } else {
            reach(walk, walk.ahead.get(0));
        }
    }

    private void reach(Walk walk, Sub sub) {
        if (sub.leaving) {
            walk.ahead.remove(0);
            scribe.skipped(walk.id, sub.id());
        } else if (sub.stuck) {
            walk.ahead.remove(0);
            walk.at = sub;
            sub.running++;
            long now = scribe.tick();
            verdict(walk, sub, failure(walk, sub), Source.STUCK, now, now);
        } else if (sub.async || sub.running == 0) {
            walk.ahead.remove(0);
            walk.at = sub;
            sub.running++;
            walk.from = scribe.tick();
        }
    }

    private void finishVisit(Walk walk, Sub sub) {
        int roll = random.nextInt(100);
        if (roll < 3) {
            sub.stuck = true;
            hung.add(sub);
            verdict(walk, sub, failure(walk, sub), Source.DEADLINE, walk.from, scribe.tick());
        } else if (roll < 6) {
            verdict(walk, sub, failure(walk, sub), Source.THROW, walk.from, scribe.tick());
        } else {
            verdict(walk, sub, answer(walk, sub), Source.HANDLER, walk.from, scribe.tick());
        }
    }

    private static Verdict failure(Walk walk, Sub sub) {
        boolean vetoable = walk.vetoed == null && walk.rule().vetoable() && !sub.observer();
        return vetoable ? Verdict.VETO : Verdict.FAILED;
    }

    private Verdict answer(Walk walk, Sub sub) {
        int roll = random.nextInt(100);
        if (roll < 65) {
            return Verdict.OK;
        }
        if (roll < 88) {
            return Verdict.DONE;
        }
        if (roll < 93 && walk.vetoed == null && walk.rule().role() != Role.RELEASE) {
            return Verdict.STOP;
        }
        return failure(walk, sub);
    }

    private void verdict(Walk walk, Sub sub, Verdict verdict, Source source, long from, long to) {
        walk.at = null;
        sub.running--;
        if (walk.vetoed != null) {
            scribe.undone(walk.id, sub.id(), verdict, source, from, to);
        } else {
            scribe.visited(walk.id, sub.id(), verdict, source, from, to);
            decide(walk, sub, verdict);
        }
        if (sub.gone) {
            sub.waitingForItself = 0;
        }
        leaveIfQuiet(sub);
    }

    private void decide(Walk walk, Sub sub, Verdict verdict) {
        if (sub.observer()) {
            return;
        }
        if (verdict.accepts() && walk.rule().role() == Role.ACQUIRE) {
            walk.accepted.add(sub);
        }
        if (verdict == Verdict.STOP) {
            end(walk, Outcome.STOPPED, sub.id());
        } else if (verdict == Verdict.VETO) {
            walk.vetoed = sub;
            walk.ahead = new ArrayList<>(walk.accepted);
            Collections.reverse(walk.ahead);
        }
    }

    private void end(Walk walk, Outcome outcome, String by) {
        scribe.write(new Entry.Ended(walk.id, outcome, by));
        open.remove(walk);
        walk.key.busy = false;
        if (walk.rule().role() == Role.RELEASE) {
            walk.key.up.clear();
            walk.key.holds.clear();
        } else if (walk.rule().role() == Role.ACQUIRE && walk.vetoed == null) {
            walk.key.up.add(walk.phase);
            walk.accepted.stream().filter(sub -> !sub.gone).forEach(sub -> hold(walk.key, sub, walk.phase));
        }
    }

    private static void hold(Key key, Sub sub, String phase) {
        key.holds.computeIfAbsent(sub, s -> new LinkedHashSet<>()).add(phase);
    }
}
