package io.chainbus.cluster.journal.jdbc;

import io.chainbus.chain.Position;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.layout.Layout;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.layout.StandIn;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublishId;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.PhaseSet;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.verdict.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What may happen on a chain, at random, and the state that it adds up to: the model that is held against what a journal
 * gives back. The same seed gives the same history.
 */
final class RandomHistory {

    private static final Declaration DECLARATION =
            Declaration.of(String.class, PhaseSet.of(List.of(ModulePhase.values())), Holding.ACCEPTED);
    private static final List<String> PHASES = List.of("COMING", "LIVE", "GOING");
    private static final String MARKS = "dosvAxl";

    private final SplittableRandom random;
    private final ChainState state;
    private long numbers;

    RandomHistory(long seed) {
        this(seed, new ChainState());
    }

    /** Goes on from there. */
    RandomHistory(long seed, ChainState state) {
        this.random = new SplittableRandom(seed);
        this.state = state;
        this.numbers = state.lastWalk();
    }

    ChainState state() {
        return state;
    }

    /** What happens next, which the state has in it then. */
    List<ChainEvent> batch() {
        List<ChainEvent> events = new ArrayList<>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            ChainEvent event = event();
            state.apply(event);
            events.add(event);
        }
        return events;
    }

    private ChainEvent event() {
        if (state.declaration().isEmpty()) {
            return epoch();
        }
        return switch (random.nextInt(17)) {
            case 16 -> new ChainEvent.NumbersReserved(numbers + random.nextInt(100));
            case 0 -> random.nextInt(4) == 0 ? new ChainEvent.ChainClosed() : epoch();
            case 1, 2 -> joined();
            case 3 -> state.members().isEmpty() ? joined() : new ChainEvent.Left(seat(), state.version() + 1);
            case 4 ->
                state.members().isEmpty()
                        ? joined()
                        : new ChainEvent.WentAway(seat(), random.nextBoolean(), random.nextLong(1L << 42));
            case 5 ->
                state.members().isEmpty()
                        ? joined()
                        : new ChainEvent.Resumed(seat(), agent(), random.nextLong(1000), standIn());
            case 6 -> held();
            case 7 -> pinned();
            case 8 -> new ChainEvent.Acknowledged(Map.of(publisher(), 1 + random.nextLong(1 + numbers)));
            case 9, 10, 11 -> ended();
            default -> state.lastLayout() == 0 ? pinned() : started();
        };
    }

    private ChainEvent epoch() {
        return new ChainEvent.EpochStarted(state.epoch() + 1, "node" + random.nextInt(3), DECLARATION);
    }

    private ChainEvent joined() {
        long seat = state.lastSeat() + 1;
        Position position = Position.at(random.nextInt(-5, 5));
        if (random.nextBoolean()) {
            position = position.after("s" + random.nextLong(seat), "s" + seat + "?")
                    .first();
        }
        Registration registration = new Registration(
                seat, "s" + seat, position, random.nextInt(5) == 0, random.nextBoolean(), agent(), seat, standIn());
        return new ChainEvent.Joined(registration, state.version() + 1, holds());
    }

    private List<ChainEvent.Hold> holds() {
        return state.ups().stream()
                .filter(up -> random.nextBoolean())
                .map(up -> new ChainEvent.Hold(up.key(), up.phase()))
                .toList();
    }

    private ChainEvent held() {
        if (state.members().isEmpty() || state.ups().isEmpty()) {
            return joined();
        }
        ChainState.Up up = state.ups().get(random.nextInt(state.ups().size()));
        ChainEvent.Hold hold = new ChainEvent.Hold(up.key(), random.nextInt(4) == 0 ? ChainEvent.Hold.ANY : up.phase());
        return random.nextBoolean() ? new ChainEvent.Held(seat(), hold) : new ChainEvent.LetGo(seat(), hold);
    }

    private ChainEvent pinned() {
        return new ChainEvent.LayoutPinned(
                new Layout(state.lastLayout() + 1, state.version(), List.copyOf(state.members())));
    }

    private ChainEvent started() {
        Layout layout = state.layout(state.lastLayout());
        List<ChainEvent.Started> walks = new ArrayList<>();
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            numbers++;
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt();
            }
            walks.add(new ChainEvent.Started(
                    numbers,
                    random.nextInt(8) == 0 ? PublishId.byChain() : new PublishId(publisher(), numbers),
                    "key \u00e4\u20ac" + random.nextInt(20),
                    new Payload(random.nextInt(), random.nextBoolean() ? "" : "manifest", bytes),
                    PHASES.get(random.nextInt(PHASES.size())),
                    random.nextBoolean() ? "" : "x".repeat(layout.places().size())));
        }
        return new ChainEvent.TrainStarted(layout.number(), walks);
    }

    private ChainEvent ended() {
        List<Trace> traces = new ArrayList<>();
        List<ChainEvent.Ended> walks = new ArrayList<>();
        for (ChainState.Open open : state.open()) {
            if (random.nextInt(3) > 0) {
                traces.add(trace(state.layout(open.layout()).places().size()));
                PublishId publish = open.started().publish();
                walks.add(new ChainEvent.Ended(open.started().walk(), publish, ending(), traces.size() - 1));
            }
        }
        if (random.nextInt(4) == 0) {
            numbers++;
            walks.add(new ChainEvent.Ended(numbers, new PublishId(publisher(), numbers), Ending.alreadyUp(), -1));
        }
        return new ChainEvent.TrainEnded(traces, walks);
    }

    private Ending ending() {
        return random.nextInt(4) == 0
                ? new Ending(Ending.Kind.VETOED, "s1", "no\n\"way\"", Source.DEADLINE)
                : Ending.completed();
    }

    private Trace trace(int places) {
        StringBuilder out = new StringBuilder();
        for (int place = 0; place < places; place++) {
            out.append(MARKS.charAt(random.nextInt(MARKS.length())));
        }
        boolean remarked = places > 0 && random.nextBoolean();
        return new Trace(
                out.toString(),
                remarked ? out.reverse().toString() : "",
                remarked ? List.of(new Trace.Remark(0, true, "remark")) : List.of());
    }

    private long seat() {
        int index = random.nextInt(state.members().size());
        return List.copyOf(state.members()).get(index).seat();
    }

    private String publisher() {
        return "publisher-" + random.nextInt(3);
    }

    private AgentId agent() {
        return new AgentId("node" + random.nextInt(3), random.nextLong(), 1 + random.nextInt(3));
    }

    private static StandIn standIn() {
        return StandIn.of(FailurePolicy.veto(), List.of(ModulePhase.values()), "its node is gone");
    }
}
