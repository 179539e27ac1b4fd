package io.chainbus.scene;

import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a history has said of one key so far: its walks that have not ended, what it is up in, and who holds it. Memory
 * is bounded by what is open at one moment, however long the history is.
 */
final class KeyPast {

    private final String key;
    private final Membership<String> membership;
    /** Walks that have not ended, in the order of their acceptance. */
    private final Map<Long, Trail> open = new LinkedHashMap<>();
    /** By acquire phase, in the order in which the key came up. */
    private final Map<String, Up> ups = new LinkedHashMap<>();
    /** By the id of a subscriber that is being replayed to, what it has accepted: it is not a member yet, or is away. */
    private final Map<String, List<Replayed>> joining = new HashMap<>();

    private static final class Trail {
        final Entry.Published published;
        final Recorded.Role role;

        @Nullable
        Route<String> route;

        /** Who accepted an acquire, also one who comes back and is told of it; who was visited in a teardown. */
        final Set<Member<String>> accepted = new LinkedHashSet<>();

        Trail(Entry.Published published, Recorded.Role role) {
            this.published = published;
            this.role = role;
        }
    }

    /**
     * @param route on which all holders stand
     * @param latecomers who holds it by a replay
     */
    private record Up(long walk, Route<String> route, Set<Member<String>> holders, Set<Member<String>> latecomers) {}

    private record Replayed(long walk, String phase) {}

    KeyPast(String key, Membership<String> membership) {
        this.key = key;
        this.membership = membership;
    }

    void published(Entry.Published entry, PhaseRule rule) {
        if (entry.key().equals(key)) {
            open.put(entry.walk(), new Trail(entry, rule.role()));
        }
    }

    /** A walk's turn has come, with the membership as it is now. */
    void started(long walk) {
        Trail trail = open.get(walk);
        if (trail != null) {
            trail.route = membership.route();
        }
    }

    void visited(Turn turn) {
        Trail trail = open.get(turn.walk());
        if (trail == null) {
            return;
        }
        boolean accepts = turn.verdict().accepts() && trail.role == Recorded.Role.ACQUIRE;
        switch (trail.published.cause()) {
            case PUBLISH ->
                membership
                        .find(turn.subscriber())
                        .filter(member -> accepts && !member.observer())
                        .ifPresent(trail.accepted::add);
            case REPLAY -> {
                if (accepts) {
                    joining.computeIfAbsent(turn.subscriber(), id -> new ArrayList<>())
                            .add(new Replayed(turn.walk(), turn.phase()));
                    // Who comes back holds it as soon as it has ended.
                    membership.find(turn.subscriber()).ifPresent(trail.accepted::add);
                }
            }
            case TEARDOWN -> membership.find(turn.subscriber()).ifPresent(trail.accepted::add);
        }
    }

    /** An undo of a replay takes back what was accepted in it. Other undos are of walks that come to nothing anyway. */
    void undone(Turn turn) {
        List<Replayed> replays = joining.get(turn.subscriber());
        if (replays != null) {
            replays.removeIf(replayed -> replayed.walk() == turn.walk() && undone(turn.subscriber(), replayed));
        }
    }

    private boolean undone(String subscriber, Replayed replayed) {
        Up up = ups.get(replayed.phase());
        if (up != null) {
            membership.find(subscriber).ifPresent(up.latecomers()::remove);
        }
        return true;
    }

    void ended(Entry.Ended entry) {
        Trail trail = open.remove(entry.walk());
        if (trail == null) {
            return;
        }
        switch (trail.published.cause()) {
            case PUBLISH -> ended(trail, entry);
            case TEARDOWN -> trail.accepted.forEach(this::released);
            case REPLAY -> trail.accepted.forEach(away -> holds(away, trail.published.phase()));
        }
    }

    private void ended(Trail trail, Entry.Ended entry) {
        if (trail.role == Recorded.Role.RELEASE) {
            ups.clear();
            joining.clear();
        } else if (trail.role == Recorded.Role.ACQUIRE && entry.outcome() != Recorded.Outcome.VETOED) {
            Route<String> route = Objects.requireNonNullElse(trail.route, membership.route());
            trail.accepted.removeIf(member -> route.indexOf(member) < 0);
            ups.put(trail.published.phase(), new Up(entry.walk(), route, trail.accepted, new LinkedHashSet<>()));
        }
    }

    /** A publish was refused at its turn: there is no such walk. */
    void refused(long walk) {
        open.remove(walk);
    }

    /** It has joined, and holds what was replayed to it and it accepted. */
    void joined(Member<String> member) {
        List<Replayed> replays = joining.remove(member.id());
        if (replays != null) {
            replays.forEach(replayed -> holds(member, replayed.phase()));
        }
    }

    private void holds(Member<String> member, String phase) {
        Up up = ups.get(phase);
        if (up != null && !member.observer()) {
            up.latecomers().add(member);
        }
    }

    /** It is back, and holds what it has held and accepted. */
    void resumed(Member<String> member) {
        joining.remove(member.id());
    }

    /** It does not join after all. */
    void turnedAway(String subscriber) {
        joining.remove(subscriber);
    }

    private void released(Member<String> member) {
        ups.values().forEach(up -> {
            up.holders().remove(member);
            up.latecomers().remove(member);
        });
    }

    /** What the key is up in and who holds it, as a ledger that knows no other key. */
    Ledger<String> ledger(PhaseSet phases) {
        Ledger<String> ledger = new Ledger<>();
        ups.forEach((name, up) -> {
            Places.Builder holders = Places.on(up.route());
            up.holders().forEach(member -> holders.add(up.route().indexOf(member)));
            Phase phase = Objects.requireNonNull(phases.byName().get(name));
            ledger.up(new Acquisition<>(key, phase, key, up.walk(), holders.build()));
            up.latecomers().forEach(member -> ledger.holds(key, phase, member));
        });
        return ledger;
    }

    /** What was under way or waiting, and so is not in the ledger yet. */
    List<String> notes() {
        return open.values().stream()
                .map(trail -> "walk " + trail.published.walk() + ", " + trail.published.phase() + " of " + key + ", "
                        + (trail.route == null ? "waits for its turn" : "is under way")
                        + ": what it will change is left out")
                .toList();
    }
}
