package io.chainbus.cluster.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.wire.Waiting;
import io.chainbus.event.ModulePhase;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Nodes whose handlers begin and end waits at random, and messages that take their time: whoever is refused was on a circle
 * of waits that lasted, and in the end there is no circle. A wait that is on one cannot end, as in life.
 */
class DocketModelTest {

    private static final List<String> CHAINS = List.of("modules", "clocks", "power", "regulators");
    private static final int NODES = 3;

    private final Map<Docket.Id, Waiting> waits = new LinkedHashMap<>();
    private final Map<Long, Deque<Runnable>> toArbiter = new LinkedHashMap<>();
    private final Map<Long, Deque<Runnable>> toNode = new LinkedHashMap<>();
    private long seed;
    private int refusals;

    private final Docket docket = new Docket(new Docket.Usher() {
        @Override
        public void ask(long node, long round, List<Long> numbers) {
            send(
                    toNode,
                    node,
                    () -> numbers.forEach(number -> {
                        if (waits.containsKey(new Docket.Id(node, number))) {
                            send(toArbiter, node, () -> docket.still(node, round, number));
                        } else {
                            send(toArbiter, node, () -> docket.over(node, number));
                        }
                    }));
        }

        @Override
        public void refuse(Docket.Id wait, List<Waiting> circle) {
            refusals++;
            // It may have ended itself, which nobody has heard of; the others have not.
            for (int index = 1; index < circle.size(); index++) {
                assertThat(waits.values()).as("seed %s: %s", seed, circle).contains(circle.get(index));
            }
            send(toNode, wait.node(), () -> waits.remove(wait));
        }
    });

    private static void send(Map<Long, Deque<Runnable>> queues, long node, Runnable message) {
        queues.computeIfAbsent(node, unused -> new ArrayDeque<>()).add(message);
    }

    @RepeatedTest(40)
    void whoever_is_refused_was_on_a_circle_and_none_is_left(RepetitionInfo repetition) {
        seed = 17L * repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (long number = 1; number <= 600; number++) {
            switch (random.nextInt(4)) {
                case 0 -> begin(random, number);
                case 1 -> end(random);
                default -> deliver(random);
            }
        }
        while (deliver(random)) {
            // Until nothing is under way.
        }
        assertThat(waits.keySet()).as("seed %s", seed).noneMatch(this::onCircle);
        assertThat(docket.size()).isEqualTo(waits.size());
        assertThat(refusals).isPositive();
    }

    private void begin(Random random, long number) {
        if (waits.size() > 6) {
            return;
        }
        long node = random.nextInt(NODES);
        String chain = CHAINS.get(random.nextInt(CHAINS.size()));
        String other = CHAINS.get(random.nextInt(CHAINS.size()));
        String key = "k" + random.nextInt(3);
        Visit<String> visit =
                new Visit<>(chain, number, key, key, ModulePhase.COMING, ModulePhase.COMING, Cause.FORWARD);
        Awaited awaited = random.nextBoolean()
                ? new Awaited.OfAll(other, "all")
                : new Awaited.OfKey(other, "a key", "k" + random.nextInt(3), Set.of("s" + random.nextInt(4)));
        Waiting waiting = Waiting.of(number, visit, "s" + random.nextInt(4), awaited);
        waits.put(new Docket.Id(node, number), waiting);
        send(toArbiter, node, () -> docket.begun(node, waiting));
    }

    private void end(Random random) {
        List<Docket.Id> free = new ArrayList<>(waits.keySet());
        free.removeIf(this::onCircle);
        if (!free.isEmpty()) {
            Docket.Id id = free.get(random.nextInt(free.size()));
            waits.remove(id);
            send(toArbiter, id.node(), () -> docket.over(id.node(), id.number()));
        }
    }

    private boolean deliver(Random random) {
        List<Deque<Runnable>> queues = new ArrayList<>(toArbiter.values());
        queues.addAll(toNode.values());
        queues.removeIf(Deque::isEmpty);
        if (queues.isEmpty()) {
            return false;
        }
        queues.get(random.nextInt(queues.size())).remove().run();
        return true;
    }

    /** Whether that wait, as things are, can end only after itself. */
    private boolean onCircle(Docket.Id start) {
        Set<Docket.Id> reached = new LinkedHashSet<>();
        Deque<Docket.Id> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            Awaited awaited = Objects.requireNonNull(waits.get(next.remove())).awaited();
            waits.forEach((id, other) -> {
                if (other.chain().equals(awaited.chain()) && awaited.needs(other.inGraph()) && reached.add(id)) {
                    next.add(id);
                }
            });
        }
        return reached.contains(start);
    }
}
