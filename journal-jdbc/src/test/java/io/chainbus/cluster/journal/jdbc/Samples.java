package io.chainbus.cluster.journal.jdbc;

import io.chainbus.chain.Position;
import io.chainbus.cluster.journal.ChainEvent;
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
import io.chainbus.event.Direction;
import io.chainbus.event.Role;
import io.chainbus.verdict.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One of each kind of event, always the same, in an order in which they may happen; and trains as they are in real life. */
final class Samples {

    private static final Declaration DECLARATION = new Declaration(
            "java.lang.String",
            List.of(
                    new Declaration.Rule("COMING", Role.ACQUIRE, Direction.DESCENDING, true, "GOING"),
                    new Declaration.Rule("GOING", Role.RELEASE, Direction.ASCENDING, false, "")),
            Holding.ACCEPTED);
    private static final StandIn STAND_IN =
            new StandIn(Map.of("COMING", new StandIn.Given(StandIn.Kind.VETO, "its node is gone")));

    private Samples() {}

    static List<ChainEvent> oneOfEach() {
        Registration ftrace = subscriber(1, "ftrace", Position.DEFAULT.first().before("livepatch"));
        Registration audit = subscriber(2, "audit", Position.at(-10).unique(true));
        ChainEvent.Hold hold = new ChainEvent.Hold("ext4", "COMING");
        PublishId first = new PublishId("loader@n1", 1);
        PublishId second = new PublishId("loader@n1", 2);
        return List.of(
                new ChainEvent.EpochStarted(1, "n1", DECLARATION),
                new ChainEvent.Joined(ftrace, 1, List.of()),
                new ChainEvent.Joined(audit, 2, List.of(hold)),
                new ChainEvent.NumbersReserved(1000),
                new ChainEvent.LayoutPinned(new Layout(1, 2, List.of(ftrace, audit))),
                new ChainEvent.TrainStarted(1, List.of(walk(1, first, "ext4", ""), walk(2, second, "nfs", "x."))),
                new ChainEvent.TrainEnded(
                        List.of(
                                new Trace("oo", "", List.of()),
                                new Trace("ov", "o.", List.of(new Trace.Remark(1, false, "not \u00fcber nfs")))),
                        List.of(
                                new ChainEvent.Ended(1, first, Ending.completed(), 0),
                                new ChainEvent.Ended(
                                        2,
                                        second,
                                        new Ending(Ending.Kind.VETOED, "audit", "not \u00fcber nfs", Source.HANDLER),
                                        1),
                                new ChainEvent.Ended(3, new PublishId("loader@n1", 3), Ending.alreadyUp(), -1))),
                new ChainEvent.WentAway(1, true, 1_800_000_000_000L),
                new ChainEvent.Resumed(1, new AgentId("n2", -5, 2), 7, STAND_IN),
                new ChainEvent.LetGo(2, hold),
                new ChainEvent.Held(2, hold),
                new ChainEvent.Acknowledged(Map.of("loader@n1", 3L)),
                new ChainEvent.Left(2, 3),
                new ChainEvent.ChainClosed());
    }

    private static Registration subscriber(long seat, String id, Position position) {
        AgentId agent = new AgentId("n1", Long.MAX_VALUE, 1);
        return new Registration(seat, id, position, false, true, agent, seat, STAND_IN);
    }

    private static ChainEvent.Started walk(long number, PublishId publish, String key, String targets) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new ChainEvent.Started(number, publish, key, new Payload(20, "", bytes), "COMING", targets);
    }

    /** A route that trains can follow. */
    static List<ChainEvent> beforeTrains(int subscribers) {
        List<ChainEvent> events = new ArrayList<>();
        events.add(new ChainEvent.EpochStarted(1, "n1", DECLARATION));
        List<Registration> places = new ArrayList<>();
        for (int seat = 1; seat <= subscribers; seat++) {
            Registration one = subscriber(seat, "subscriber-" + seat, Position.at(-seat));
            places.add(one);
            events.add(new ChainEvent.Joined(one, seat, List.of()));
        }
        events.add(new ChainEvent.LayoutPinned(new Layout(1, subscribers, places)));
        return events;
    }

    /** So many walks, beginning with that number: coming up where that is odd, going down where it is even. */
    static ChainEvent.TrainStarted started(long first, int walks, String phase) {
        List<ChainEvent.Started> all = new ArrayList<>(walks);
        for (int i = 0; i < walks; i++) {
            String key = "module-" + i;
            byte[] payload = key.getBytes(StandardCharsets.UTF_8);
            all.add(new ChainEvent.Started(
                    first + i, new PublishId("loader@n1", first + i), key, new Payload(20, "", payload), phase, ""));
        }
        return new ChainEvent.TrainStarted(1, all);
    }

    static ChainEvent.TrainEnded ended(ChainEvent.TrainStarted train, int subscribers) {
        List<ChainEvent.Ended> all = new ArrayList<>(train.walks().size());
        for (ChainEvent.Started walk : train.walks()) {
            all.add(new ChainEvent.Ended(walk.walk(), walk.publish(), Ending.completed(), 0));
        }
        Trace trace = new Trace(String.join("", Collections.nCopies(subscribers, "o")), "", List.of());
        return new ChainEvent.TrainEnded(List.of(trace), all);
    }
}
