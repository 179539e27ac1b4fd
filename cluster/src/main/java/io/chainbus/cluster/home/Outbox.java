package io.chainbus.cluster.home;

import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Errand;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.Horizon;
import io.chainbus.cluster.wire.Matter;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Task;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.recording.Recorder;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What agents are to be asked: the train is made here. What there is for an agent that has nothing to do leaves at once.
 * While one has messages that nothing has been answered of, what is for it gathers, whichever segments it is for, and
 * goes together: so the busier a chain is, the fewer messages its walks take. Single-threaded.
 */
final class Outbox {

    /** Something has been held back for as long as anything may be. */
    enum HeldBack implements HomeCommand {
        INSTANCE
    }

    /** What a task takes apart from its key and its payload, generously. */
    private static final int TASK_BYTES = 32;

    private static final int BYTES_PER_CHAR = 3;

    private final long epoch;
    private final HomeSettings.Limits limits;
    private final Agents agents;
    private final Recorder recorder;
    private final Supplier<Horizon> horizon;
    private final Map<AgentId, Post> posts = new LinkedHashMap<>();

    /** What goes into one errand. */
    private record Batch(Segment segment, @Nullable Undoing undoing, boolean recallOnly) {}

    /** A message that walks went with. */
    static final class Load {
        private final Post post;

        private Load(Post post) {
            this.post = post;
        }
    }

    /** What there is for one agent. */
    private static final class Post {
        final Map<Batch, Queue<Journey>> waiting = new LinkedHashMap<>();
        /** The messages that nothing has been answered of. */
        final Set<Load> ahead = new HashSet<>();
        /** The segment that was added to last, on the way out; and what waits there. */
        @Nullable
        Segment latest;

        Queue<Journey> latestQueue = new ArrayDeque<>();
        long since;
    }

    Outbox(long epoch, HomeSettings.Limits limits, Agents agents, Recorder recorder, Supplier<Horizon> horizon) {
        this.epoch = epoch;
        this.limits = limits;
        this.agents = agents;
        this.recorder = recorder;
        this.horizon = horizon;
    }

    /** The journey's segment, at which it is now, is to be asked for. */
    @SuppressWarnings("ReferenceEquality") // the same segment is mostly the very same
    void add(Journey journey, Segment segment) {
        journey.load = null;
        Post post = posts.computeIfAbsent(segment.agent(), unused -> new Post());
        boolean plain = !segment.back() && !journey.recallOnly();
        if (!plain || post.latest != segment) {
            Batch batch = new Batch(segment, segment.back() ? undoing(journey) : null, journey.recallOnly());
            post.latestQueue = post.waiting.computeIfAbsent(batch, unused -> new ArrayDeque<>());
            post.latest = plain ? segment : null;
        }
        post.latestQueue.add(journey);
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

    /** There is an answer to what the journey asked for last. */
    void answered(Journey journey) {
        Load load = journey.load;
        if (load != null) {
            load.post.ahead.remove(load);
        }
    }

    /** That agent is gone for good: what was for it is nobody's. */
    void lost(AgentId agent) {
        posts.remove(agent);
    }

    /**
     * Sends what may leave.
     *
     * @return whether anything is held back
     */
    boolean flush() {
        boolean held = false;
        Horizon now = null;
        for (Map.Entry<AgentId, Post> entry : posts.entrySet()) {
            Post post = entry.getValue();
            if (post.waiting.isEmpty() || !agents.isAttached(entry.getKey())) {
                continue;
            }
            while (!post.waiting.isEmpty() && post.ahead.size() < limits.visitsAhead()) {
                if (now == null) {
                    recorder.flush();
                    now = horizon.get();
                }
                send(entry.getKey(), post, now);
                post.since = 0;
            }
            if (!post.waiting.isEmpty()) {
                held = true;
                post.since = post.since == 0 ? System.nanoTime() : post.since;
            }
        }
        return held;
    }

    /** Lets go what has been held back for too long: a slow subscriber keeps nobody else waiting. */
    void release(long nanos) {
        long most = limits.holdBack().toNanos();
        for (Post post : posts.values()) {
            if (!post.waiting.isEmpty() && post.since != 0 && nanos - post.since >= most) {
                post.ahead.clear();
            }
        }
    }

    private void send(AgentId to, Post post, Horizon now) {
        Load load = new Load(post);
        List<Errand> errands = new ArrayList<>(post.waiting.size());
        int room = limits.messageBytes();
        Iterator<Map.Entry<Batch, Queue<Journey>>> batches =
                post.waiting.entrySet().iterator();
        while (room > 0 && batches.hasNext()) {
            Map.Entry<Batch, Queue<Journey>> batch = batches.next();
            Queue<Journey> journeys = batch.getValue();
            while (room > 0 && !journeys.isEmpty()) {
                room = errand(batch.getKey(), journeys, load, room, errands);
            }
            if (journeys.isEmpty()) {
                batches.remove();
            }
        }
        post.latest = null;
        if (!errands.isEmpty()) {
            post.ahead.add(load);
            agents.tell(to, new ToAgent.Visit(to, epoch, now, errands, recorder.clock()));
        }
    }

    /** Takes out what makes one train. */
    private int errand(Batch batch, Queue<Journey> journeys, Load load, int roomBefore, List<Errand> errands) {
        Segment segment = batch.segment();
        int room = roomBefore;
        List<Task> tasks = new ArrayList<>(Math.min(limits.trainLimit(), journeys.size()));
        while (room > 0 && tasks.size() < limits.trainLimit()) {
            Journey journey = journeys.poll();
            if (journey == null) {
                break;
            }
            if (journey.at == null || !journey.at.equals(segment)) {
                continue;
            }
            journey.load = load;
            Task task = task(journey, segment.agent());
            tasks.add(task);
            room -= size(task);
        }
        if (!tasks.isEmpty()) {
            errands.add(new Errand(segment.places(), segment.numbers(), batch.undoing(), batch.recallOnly(), tasks));
        }
        return room;
    }

    private static Task task(Journey journey, AgentId to) {
        Walk<Payload> walk = journey.walk;
        if (journey.knows(to)) {
            return new Task(walk.id(), walk.steps(), null);
        }
        Publication<Payload> publication = walk.publication();
        return new Task(
                walk.id(),
                walk.steps(),
                new Matter(walk.key(), publication.phase().name(), publication.payload(), publication.cause()));
    }

    private static int size(Task task) {
        Matter matter = task.matter();
        return matter == null
                ? TASK_BYTES
                : TASK_BYTES
                        + BYTES_PER_CHAR * matter.key().length()
                        + matter.payload().bytes().length;
    }
}
