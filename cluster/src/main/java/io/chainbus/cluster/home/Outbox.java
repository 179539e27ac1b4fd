package io.chainbus.cluster.home;

import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Horizon;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Task;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What agents are to be asked, gathered while a message is being dealt with, so that walks of the same segment go together:
 * the train is made here. Single-threaded.
 */
final class Outbox {

    private final long epoch;
    private final int messageBytes;
    private final int trainLimit;
    private final Agents agents;
    private final Recorder recorder;
    private final Supplier<Horizon> horizon;
    private final Map<Batch, List<Journey>> batches = new LinkedHashMap<>();

    /** What goes into one message. */
    private record Batch(Segment segment, @Nullable Undoing undoing, boolean recallOnly) {}

    Outbox(long epoch, int messageBytes, int trainLimit, Agents agents, Recorder recorder, Supplier<Horizon> horizon) {
        this.epoch = epoch;
        this.messageBytes = messageBytes;
        this.trainLimit = trainLimit;
        this.agents = agents;
        this.recorder = recorder;
        this.horizon = horizon;
    }

    /** The journey's segment is to be asked for. */
    void add(Journey journey, Segment segment) {
        Batch batch = new Batch(segment, segment.back() ? undoing(journey) : null, journey.recallOnly());
        batches.computeIfAbsent(batch, unused -> new ArrayList<>()).add(journey);
    }

    private static Undoing undoing(Journey journey) {
        Walk<Payload> walk = journey.walk;
        String phase = walk.visit().phase().name();
        Undoing known = journey.doomed;
        if (known != null) {
            return known;
        }
        return walk.turnedBy()
                .map(vetoed -> new Undoing(phase, vetoed.by(), vetoed.veto().reason(), vetoed.source()))
                .orElseGet(() -> new Undoing(phase, "", "", Source.HANDLER));
    }

    /** Sends all. */
    void flush() {
        if (batches.isEmpty()) {
            return;
        }
        recorder.flush();
        Horizon now = horizon.get();
        long clock = recorder.clock();
        batches.forEach((batch, journeys) -> send(batch, journeys, now, clock));
        batches.clear();
    }

    private void send(Batch batch, List<Journey> journeys, Horizon now, long clock) {
        List<Task> tasks = new ArrayList<>(Math.min(trainLimit, journeys.size()));
        int bytes = 0;
        for (Journey journey : journeys) {
            Task task = task(journey.walk);
            int size = task.payload().bytes().length;
            if (!tasks.isEmpty() && (bytes + size > messageBytes || tasks.size() == trainLimit)) {
                send(batch, now, tasks, clock);
                tasks = new ArrayList<>();
                bytes = 0;
            }
            tasks.add(task);
            bytes += size;
        }
        send(batch, now, tasks, clock);
    }

    private static Task task(Walk<Payload> walk) {
        Publication<Payload> publication = walk.publication();
        Phase phase = publication.phase();
        return new Task(walk.id(), walk.key(), phase.name(), publication.payload(), publication.cause(), walk.steps());
    }

    private void send(Batch batch, Horizon now, List<Task> tasks, long clock) {
        AgentId to = batch.segment().agent();
        agents.tell(
                to,
                new ToAgent.Visit(
                        to,
                        epoch,
                        now,
                        batch.segment().places(),
                        batch.segment().numbers(),
                        batch.undoing(),
                        batch.recallOnly(),
                        tasks,
                        clock));
    }
}
