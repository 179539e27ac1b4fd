package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Anchor;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.check.SimulatedChain.Sub;
import io.chainbus.history.check.SimulatedChain.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Subscribers of a simulated chain come and go. */
final class SimulatedMembers {

    private final SimulatedChain chain;

    SimulatedMembers(SimulatedChain chain) {
        this.chain = chain;
    }

    private Optional<Sub> candidate() {
        String id = chain.any(List.of("a", "b", "c", "d", "e", "far1", "far2"));
        if (chain.members.containsKey(id)) {
            return Optional.empty();
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (chain.chance(12)) {
            traits.add(Trait.OBSERVER);
        }
        if (chain.chance(30)) {
            traits.add(Trait.DURABLE);
        }
        List<String> before = chain.chance(20) ? List.of(chain.any(List.of("a", "b", "nobody"))) : List.of();
        List<String> after = chain.chance(20) ? List.of(chain.any(List.of("c", "far1"))) : List.of();
        Anchor anchor =
                chain.chance(85) ? Anchor.NONE : List.of(Anchor.values()).get(chain.random.nextInt(3));
        Entry.Registered at = new Entry.Registered(
                id, chain.random.nextInt(-1, 4), chain.scribe.version() + 1, anchor, before, after, traits);
        List<Entry.Registered> all = new ArrayList<>(chain.registrations());
        all.add(at);
        return NaiveOrder.of(all).map(order -> new Sub(at, chain.chance(30)));
    }

    void join() {
        candidate().ifPresent(sub -> join(sub, sub.at.traits()));
    }

    void join(Sub sub, Set<Trait> traits) {
        Entry.Registered at = sub.at;
        chain.scribe.registered(sub.id(), at.priority(), at.anchor(), at.before(), at.after(), traits);
        chain.members.put(sub.id(), sub);
    }

    void joinWithReplay() {
        candidate().ifPresent(this::joinWithReplay);
    }

    private void joinWithReplay(Sub sub) {
        if (toldAll(sub)) {
            Set<Trait> traits = EnumSet.of(Trait.REPLAY);
            traits.addAll(sub.at.traits());
            join(sub, traits);
        } else {
            chain.keys.values().forEach(other -> other.holds.remove(sub));
        }
    }

    /** It dies, or goes on purpose while nothing of it is at work; its place is kept. */
    void goAway(Sub sub, Absence cause) {
        sub.away = true;
        chain.scribe.away(sub.id(), cause);
    }

    void comeBack(Sub sub) {
        boolean replay = chain.chance(50);
        if (!replay || toldAll(sub)) {
            sub.away = false;
            chain.scribe.resumed(sub.id(), replay);
        }
    }

    /** Whether it has been told everything that it does not hold, and has vetoed nothing of it. */
    private boolean toldAll(Sub sub) {
        List<Walk> done = new ArrayList<>();
        for (SimulatedChain.Key key : chain.keys.values()) {
            for (String phase : List.copyOf(key.up)) {
                if (key.holds.getOrDefault(sub, Set.of()).contains(phase)) {
                    continue;
                }
                Walk replay = new Walk(chain.nextWalk(), key, phase);
                boolean veto = Scribe.rule(phase).vetoable() && chain.chance(8);
                Verdict verdict = veto ? Verdict.VETO : chain.any(List.of(Verdict.OK, Verdict.OK, Verdict.DONE));
                chain.scribe.published(replay.id, key.name, phase, Cause.REPLAY).started(replay.id);
                chain.scribe.visited(replay.id, sub.id(), verdict);
                if (veto) {
                    chain.scribe.vetoed(replay.id, sub.id());
                    Collections.reverse(done);
                    done.forEach(before -> undone(before, sub));
                    chain.scribe.write(new Entry.SubscriberRefused(sub.id(), "vetoed its replay"));
                    return false;
                }
                chain.scribe.completed(replay.id);
                if (verdict == Verdict.OK) {
                    done.add(replay);
                    if (!sub.observer()) {
                        SimulatedChain.hold(key, sub, phase);
                    }
                }
            }
        }
        return true;
    }

    private void undone(Walk replay, Sub sub) {
        chain.scribe.undone(replay.id, sub.id());
        Set<String> phases = replay.key.holds.getOrDefault(sub, new HashSet<>());
        phases.remove(replay.phase);
        if (phases.isEmpty()) {
            replay.key.holds.remove(sub);
        }
    }

    void leave(Sub sub) {
        sub.leaving = true;
        sub.waitingForItself = sub.running > 0 && chain.chance(40) ? 1 : 0;
        leaveIfQuiet(sub);
    }

    void leaveIfQuiet(Sub sub) {
        if (sub.leaving && !sub.gone && sub.running <= sub.waitingForItself) {
            gone(sub, Absence.LEFT);
        }
    }

    void gone(Sub sub, Absence cause) {
        sub.leaving = true;
        sub.gone = true;
        chain.members.remove(sub.id());
        chain.keys.values().forEach(key -> key.holds.remove(sub));
        chain.scribe.unregistered(sub.id(), cause);
    }

    void leaveWithTeardown(Sub sub) {
        sub.leaving = true;
        List<SimulatedChain.Key> newestFirst = new ArrayList<>(chain.keys.values());
        newestFirst.sort(Comparator.comparingLong((SimulatedChain.Key key) -> key.newestHold(sub))
                .reversed());
        for (SimulatedChain.Key key : newestFirst) {
            if (key.holds.remove(sub) != null) {
                long walk = chain.nextWalk();
                String phase = key.name.startsWith("probe") ? "DROP" : "GOING";
                chain.scribe.published(walk, key.name, phase, Cause.TEARDOWN).started(walk);
                chain.scribe.visited(walk, sub.id()).completed(walk);
            }
        }
        gone(sub, Absence.LEFT);
    }
}
