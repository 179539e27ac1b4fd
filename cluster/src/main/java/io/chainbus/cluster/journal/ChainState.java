package io.chainbus.cluster.journal;

import io.chainbus.cluster.layout.Layout;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.event.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a chain add up to: who is on it, what is up and who holds it, which walks are under way, and what
 * publishers have not had their receipts for. It is what a coordinator starts from; {@link ChainSnapshot} is the form in
 * which it is kept.
 *
 * <p>Not thread-safe.
 */
public final class ChainState {

    /** Of the coordinator that started last; 0 before there was any. */
    private long epoch;

    /** Of the last coordinator of a chain that has been closed; 0 where none was. */
    private long closedEpoch;

    private @Nullable Declaration declaration;
    private long version;
    /** The highest number that a walk may have by now. */
    private long lastWalk;
    /** The highest number of a seat so far. */
    private long lastSeat;

    private long lastLayout;

    /** By seat, so the earliest registered first. */
    private final Map<Long, Registration> members = new TreeMap<>();

    /** Those of them that are away. */
    private final Map<Long, Away> away = new TreeMap<>();

    /** In the order in which they came up. */
    private final List<Up> ups = new ArrayList<>();

    /** By walk, so in the order of acceptance. */
    private final Map<Long, Open> open = new TreeMap<>();

    /** Those that open walks follow or followed that have ended and are still asked for, and the latest. */
    private final Map<Long, Layout> layouts = new TreeMap<>();

    private final Map<String, PublisherState> publishers = new LinkedHashMap<>();

    /** A durable subscriber that is away. */
    public record Away(boolean died, long until) {}

    /**
     * A key's being up in one acquire phase.
     *
     * @param holders seats
     */
    public record Up(String key, String phase, Payload payload, long walk, Set<Long> holders) {
        public Up {
            holders = Set.copyOf(holders);
        }

        private Up with(long seat) {
            Set<Long> more = new HashSet<>(holders);
            more.add(seat);
            return new Up(key, phase, payload, walk, more);
        }

        private Up without(long seat) {
            Set<Long> fewer = new HashSet<>(holders);
            fewer.remove(seat);
            return new Up(key, phase, payload, walk, fewer);
        }

        private boolean is(ChainEvent.Hold hold) {
            return key.equals(hold.key())
                    && (phase.equals(hold.phase()) || hold.phase().equals(ChainEvent.Hold.ANY));
        }
    }

    /** A walk that has started and has not ended. */
    public record Open(long layout, ChainEvent.Started started) {}

    /** Nothing has happened yet. */
    public ChainState() {}

    /** Goes on from what was kept. */
    public ChainState(ChainSnapshot kept) {
        epoch = kept.epoch();
        closedEpoch = kept.closedEpoch();
        declaration = kept.declaration();
        version = kept.version();
        lastWalk = kept.lastWalk();
        lastSeat = kept.lastSeat();
        lastLayout = kept.lastLayout();
        kept.members().forEach(member -> members.put(member.seat(), member));
        away.putAll(kept.away());
        ups.addAll(kept.ups());
        kept.layouts().forEach(layout -> layouts.put(layout.number(), layout));
        kept.publishers().forEach(was -> publishers.put(was.id(), new PublisherState(was)));
        kept.open().forEach(this::opened);
    }

    /** What there is now, to be kept. */
    public ChainSnapshot snapshot() {
        List<ChainSnapshot.Publisher> known = new ArrayList<>(publishers.size());
        publishers.forEach((id, publisher) -> known.add(publisher.snapshot(id)));
        return new ChainSnapshot(
                epoch,
                closedEpoch,
                declaration,
                version,
                lastWalk,
                lastSeat,
                lastLayout,
                List.copyOf(members.values()),
                away,
                ups,
                List.copyOf(open.values()),
                List.copyOf(layouts.values()),
                known);
    }

    /** A copy that shares nothing that changes. */
    public ChainState copy() {
        return new ChainState(snapshot());
    }

    /** Adds what has happened next. */
    public void apply(ChainEvent event) {
        if (event instanceof ChainEvent.TrainStarted train) {
            train.walks().forEach(walk -> started(train.layout(), walk));
        } else if (event instanceof ChainEvent.TrainEnded train) {
            train.walks().forEach(walk -> ended(walk, train.traces()));
        } else if (event instanceof ChainEvent.Acknowledged acknowledged) {
            acknowledged.below().forEach(this::acknowledged);
        } else if (event instanceof ChainEvent.LayoutPinned pinned) {
            pinned(pinned.layout());
        } else if (event instanceof ChainEvent.EpochStarted started) {
            epoch = started.epoch();
            declaration = started.declaration();
        } else if (event instanceof ChainEvent.NumbersReserved reserved) {
            lastWalk = Math.max(lastWalk, reserved.upTo());
        } else if (event instanceof ChainEvent.ChainClosed) {
            closed();
        } else {
            membershipChanged(event);
        }
    }

    private void pinned(Layout layout) {
        Set<Long> used = new HashSet<>();
        open.values().forEach(walk -> used.add(walk.layout()));
        publishers
                .values()
                .forEach(publisher -> publisher.results().values().forEach(result -> used.add(result.layout())));
        layouts.keySet().retainAll(used);
        layouts.put(layout.number(), layout);
        lastLayout = layout.number();
    }

    private void started(long layout, ChainEvent.Started walk) {
        lastWalk = Math.max(lastWalk, walk.walk());
        opened(new Open(layout, walk));
    }

    private void opened(Open walk) {
        ChainEvent.Started started = walk.started();
        open.put(started.walk(), walk);
        if (!started.publish().ofChain()) {
            publisher(started.publish().publisher())
                    .open()
                    .put(started.publish().number(), started.walk());
        }
    }

    private void ended(ChainEvent.Ended walk, List<Trace> traces) {
        lastWalk = Math.max(lastWalk, walk.walk());
        Open was = open.remove(walk.walk());
        Trace trace = walk.trace() < 0 ? null : traces.get(walk.trace());
        if (!walk.publish().ofChain()) {
            long layout = was == null ? 0 : was.layout();
            publisher(walk.publish().publisher())
                    .ended(
                            walk.publish().number(),
                            new PublisherState.Result(walk.walk(), walk.ending(), layout, trace));
        }
        if (was != null && trace != null) {
            settle(was, walk.ending(), trace);
        }
    }

    private void settle(Open walk, Ending ending, Trace trace) {
        ChainEvent.Started started = walk.started();
        Role role = rule(started.phase()).role();
        if (role == Role.RELEASE) {
            ups.removeIf(up -> up.key().equals(started.key()));
        } else if (role == Role.ACQUIRE && ending.success()) {
            Set<Long> holders = new HashSet<>();
            List<Registration> places = layout(walk.layout()).places();
            for (int place = 0; place < places.size(); place++) {
                Registration there = places.get(place);
                // Who has left meanwhile holds nothing.
                if (!there.observer()
                        && members.containsKey(there.seat())
                        && Mark.accepts(trace.out().charAt(place))) {
                    holders.add(there.seat());
                }
            }
            ups.add(new Up(started.key(), started.phase(), started.payload(), started.walk(), holders));
        }
    }

    private Declaration.Rule rule(String phase) {
        Declaration declared = declaration;
        if (declared != null) {
            for (Declaration.Rule rule : declared.phases()) {
                if (rule.name().equals(phase)) {
                    return rule;
                }
            }
        }
        throw new IllegalStateException("a walk of " + phase + ", which is no phase of " + declared);
    }

    private void acknowledged(String id, long below) {
        PublisherState publisher = publishers.get(id);
        if (publisher == null) {
            publisher = publisher(id);
        }
        publisher.acknowledged(below);
    }

    private PublisherState publisher(String id) {
        return publishers.computeIfAbsent(id, unused -> new PublisherState());
    }

    private void membershipChanged(ChainEvent event) {
        if (event instanceof ChainEvent.Joined joined) {
            long seat = joined.registration().seat();
            members.put(seat, joined.registration());
            lastSeat = Math.max(lastSeat, seat);
            version = joined.version();
            joined.holds().forEach(hold -> held(seat, hold));
        } else if (event instanceof ChainEvent.Left left) {
            members.remove(left.seat());
            away.remove(left.seat());
            version = left.version();
            ups.replaceAll(up -> up.holders().contains(left.seat()) ? up.without(left.seat()) : up);
        } else if (event instanceof ChainEvent.WentAway wentAway) {
            away.put(wentAway.seat(), new Away(wentAway.died(), wentAway.until()));
        } else if (event instanceof ChainEvent.Resumed resumed) {
            away.remove(resumed.seat());
            members.computeIfPresent(
                    resumed.seat(),
                    (seat, kept) -> kept.takenUpBy(resumed.agent(), resumed.number(), resumed.standIn()));
        } else if (event instanceof ChainEvent.Held held) {
            held(held.seat(), held.hold());
        } else if (event instanceof ChainEvent.LetGo letGo) {
            ups.replaceAll(up -> up.is(letGo.hold()) ? up.without(letGo.seat()) : up);
        }
    }

    private void held(long seat, ChainEvent.Hold hold) {
        ups.replaceAll(up -> up.is(hold) ? up.with(seat) : up);
    }

    /** Another chain of the name begins with nothing, but its numbers go on. */
    private void closed() {
        closedEpoch = epoch;
        declaration = null;
        members.clear();
        away.clear();
        ups.clear();
        open.clear();
        publishers.clear();
    }

    public long epoch() {
        return epoch;
    }

    /** Of the last coordinator of a chain of this name that has been closed; 0 where none was. */
    public long closedEpoch() {
        return closedEpoch;
    }

    /** Whether there is nothing yet of the chain, or of the one that comes after one that was closed. */
    public boolean isNew() {
        return epoch == closedEpoch;
    }

    /** What the chain is like; absent while there is {@linkplain #isNew nothing} of it. */
    public Optional<Declaration> declaration() {
        return Optional.ofNullable(declaration);
    }

    /** Of the membership. */
    public long version() {
        return version;
    }

    public long lastWalk() {
        return lastWalk;
    }

    public long lastSeat() {
        return lastSeat;
    }

    public long lastLayout() {
        return lastLayout;
    }

    /** The earliest registered first. */
    public Collection<Registration> members() {
        return members.values();
    }

    /** Whether that one is away, and until when its place is kept. */
    public Optional<Away> away(long seat) {
        return Optional.ofNullable(away.get(seat));
    }

    /** What is up, in the order in which it came up. */
    public List<Up> ups() {
        return ups;
    }

    /** The walks under way, in the order of acceptance. */
    public Collection<Open> open() {
        return open.values();
    }

    /**
     * The layout of that number.
     *
     * @throws IllegalStateException if no walk follows it
     */
    public Layout layout(long number) {
        Layout layout = layouts.get(number);
        if (layout == null) {
            throw new IllegalStateException("no layout " + number);
        }
        return layout;
    }

    public Map<String, PublisherState> publishers() {
        return publishers;
    }
}
