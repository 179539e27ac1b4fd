package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.check.SimulatedChain.Sub;
import io.chainbus.history.check.SimulatedChain.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A chain that keeps its promises, in the simplest way: walks of different keys take turns at random, while
 * subscribers join, leave, die, hang, refuse and come back. It leaves a history behind, in which nothing is wrong.
 */
final class Simulation {

    private static final List<String> MODULE = List.of("UNFORMED", "COMING", "LIVE", "GOING", "GOING");
    private static final List<String> PROBE = List.of("PROBE", "TOUCH", "DROP");

    private final SimulatedChain chain;
    private final SimulatedMembers subscribers;
    private final List<Sub> hung = new ArrayList<>();

    private Simulation(RandomGenerator random) {
        this.chain = new SimulatedChain(random);
        this.subscribers = new SimulatedMembers(chain);
    }

    /** A history of about that many moves; now and then one that was cut off in the middle. */
    static List<Line> history(RandomGenerator random, int moves) {
        Simulation simulation = new Simulation(random);
        for (int i = 0; i < 3; i++) {
            simulation.subscribers.join();
        }
        for (int i = 0; i < moves; i++) {
            simulation.move();
        }
        if (!simulation.chain.chance(15)) {
            simulation.settle();
        }
        return simulation.chain.scribe.lines();
    }

    private void move() {
        int move = chain.random.nextInt(100);
        if (move < 3) {
            subscribers.join();
        } else if (move < 5) {
            anyMember(subscribers::leave);
        } else if (move < 6) {
            anyMember(this::die);
        } else if (move < 7 && chain.open.isEmpty()) {
            subscribers.joinWithReplay();
        } else if (move < 8 && chain.open.isEmpty()) {
            anyMember(sub -> {
                if (!sub.away) {
                    subscribers.leaveWithTeardown(sub);
                }
            });
        } else if (move < 9) {
            anyMember(this::leaveForAWhile);
        } else if (move < 12 && chain.open.isEmpty() && !chain.away().isEmpty()) {
            subscribers.comeBack(chain.any(chain.away()));
        } else if (move < 10) {
            comeTo();
        } else if (move < 11) {
            chain.scribe.write(new Entry.SubscriberRefused("ftrace", "there is one already"));
            chain.scribe.write(new Entry.PublishRefused("net", "too many"));
        } else if (move < 25) {
            publish();
        } else if (chain.open.isEmpty() || chain.chance(20)) {
            start();
        } else {
            proceed(chain.any(chain.open));
        }
    }

    private void settle() {
        while (!chain.open.isEmpty() || chain.keys.values().stream().anyMatch(key -> !key.waiting.isEmpty())) {
            start();
            for (Walk walk : List.copyOf(chain.open)) {
                proceed(walk);
            }
        }
        comeTo();
    }

    private void anyMember(Consumer<Sub> move) {
        List<Sub> staying = chain.staying();
        if (!staying.isEmpty()) {
            move.accept(chain.any(staying));
        }
    }

    private void leaveForAWhile(Sub sub) {
        if (sub.durable() && !sub.away && sub.running == 0) {
            subscribers.goAway(sub, Absence.LEFT);
        }
    }

    private void die(Sub sub) {
        if (sub.away) {
            return;
        }
        boolean lineFirst = chain.chance(50);
        if (lineFirst) {
            gone(sub);
        }
        for (Walk walk : List.copyOf(chain.open)) {
            if (walk.at == sub) {
                verdict(walk, sub, failure(walk, sub), Source.DEATH, walk.from, chain.scribe.tick());
            }
        }
        if (!lineFirst) {
            gone(sub);
        }
    }

    private void gone(Sub sub) {
        if (sub.durable()) {
            subscribers.goAway(sub, Absence.DIED);
        } else {
            subscribers.gone(sub, Absence.DIED);
        }
    }

    /** A handler that hung returns. */
    private void comeTo() {
        for (Sub sub : List.copyOf(hung)) {
            hung.remove(sub);
            sub.stuck = false;
            long now = chain.scribe.tick();
            Entry.Amends amends =
                    chain.chance(50) ? new Entry.Amends.None() : new Entry.Amends.Undid("GOING", Verdict.OK);
            chain.scribe.write(
                    Scribe.node(sub.id()), new Entry.Late(1, sub.id(), "COMING", Verdict.OK, now - 9, now, amends));
        }
    }

    private void publish() {
        SimulatedChain.Key key = chain.any(List.copyOf(chain.keys.values()));
        Walk walk = new Walk(chain.nextWalk(), key, chain.any(key.name.startsWith("probe") ? PROBE : MODULE));
        chain.scribe.published(walk.id, key.name, walk.phase);
        key.waiting.add(walk);
    }

    private void start() {
        List<SimulatedChain.Key> ready = chain.keys.values().stream()
                .filter(key -> !key.busy && !key.waiting.isEmpty())
                .toList();
        if (ready.isEmpty()) {
            return;
        }
        SimulatedChain.Key key = chain.any(ready);
        Walk walk = key.waiting.remove(0);
        if (key.up.contains(walk.phase)) {
            chain.scribe.write(new Entry.TurnRefused(walk.id, key.name, "is up already"));
            return;
        }
        List<String> ids = new ArrayList<>(NaiveOrder.of(chain.registrations()).orElseThrow());
        if (walk.rule().direction() == Recorded.Direction.ASCENDING) {
            Collections.reverse(ids);
        }
        ids.stream().map(chain.members::get).filter(sub -> visits(walk, sub)).forEach(walk.ahead::add);
        chain.scribe.started(walk.id);
        key.busy = true;
        chain.open.add(walk);
    }

    private boolean visits(Walk walk, Sub sub) {
        if (walk.rule().role() != Role.RELEASE) {
            return true;
        }
        return !walk.key.up.isEmpty() && (chain.current || sub.observer() || walk.key.holds.containsKey(sub));
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
            chain.scribe.skipped(walk.id, sub.id());
        } else if (sub.away || sub.stuck) {
            walk.ahead.remove(0);
            walk.at = sub;
            sub.running++;
            long now = chain.scribe.tick();
            verdict(walk, sub, policy(walk, sub), sub.away ? Source.DEATH : Source.STUCK, now, now);
        } else if (sub.async || sub.running == 0) {
            walk.ahead.remove(0);
            walk.at = sub;
            sub.running++;
            walk.from = chain.scribe.tick();
        }
    }

    private void finishVisit(Walk walk, Sub sub) {
        int roll = chain.random.nextInt(100);
        if (roll < 3) {
            sub.stuck = true;
            hung.add(sub);
            verdict(walk, sub, failure(walk, sub), Source.DEADLINE, walk.from, chain.scribe.tick());
        } else if (roll < 6) {
            verdict(walk, sub, failure(walk, sub), Source.THROW, walk.from, chain.scribe.tick());
        } else {
            verdict(walk, sub, answer(walk, sub), Source.HANDLER, walk.from, chain.scribe.tick());
        }
    }

    private Verdict policy(Walk walk, Sub sub) {
        return sub.away ? chain.any(List.of(failure(walk, sub), Verdict.DONE, Verdict.OK)) : failure(walk, sub);
    }

    private static Verdict failure(Walk walk, Sub sub) {
        boolean vetoable = walk.vetoed == null && walk.rule().vetoable() && !sub.observer();
        return vetoable ? Verdict.VETO : Verdict.FAILED;
    }

    private Verdict answer(Walk walk, Sub sub) {
        int roll = chain.random.nextInt(100);
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
            chain.scribe.undone(walk.id, sub.id(), verdict, source, from, to);
        } else {
            chain.scribe.visited(walk.id, sub.id(), verdict, source, from, to);
            decide(walk, sub, verdict);
        }
        if (sub.gone) {
            sub.waitingForItself = 0;
        }
        subscribers.leaveIfQuiet(sub);
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
        chain.scribe.write(new Entry.Ended(walk.id, outcome, by));
        chain.open.remove(walk);
        walk.key.busy = false;
        if (walk.rule().role() == Role.RELEASE) {
            walk.key.up.clear();
            walk.key.holds.clear();
        } else if (walk.rule().role() == Role.ACQUIRE && walk.vetoed == null) {
            walk.key.up.add(walk.phase);
            walk.key.upSince.put(walk.phase, ++chain.ups);
            walk.accepted.stream()
                    .filter(sub -> !sub.gone)
                    .forEach(sub -> SimulatedChain.hold(walk.key, sub, walk.phase));
        }
    }
}
