package io.chainbus.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.jackson.JacksonObjectMapperProvider;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainRegistry;
import io.chainbus.cluster.journal.ChainSnapshot;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.journal.NoJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the nodes of a test's cluster share: it outlives each of them. Events and states go through the same serialization
 * as in a database. A writer that is not the last one of its chain any more is refused, as it is there.
 */
public final class SharedJournal implements Journal {

    private static final Map<String, Kept> CHAINS = new ConcurrentHashMap<>();
    /** What was asked for while nothing can be written. */
    private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

    private static final AtomicLong FENCED = new AtomicLong();

    private static volatile boolean held;

    private final ActorSystem<?> system;
    private final ObjectMapper mapper;

    private static final class Kept {
        ChainState state = new ChainState();
        long writers;
        /** Whoever writes now is cut off: it is neither heard nor answered. */
        long cutOff;
    }

    public SharedJournal(ActorSystem<?> system) {
        this.system = system;
        this.mapper = JacksonObjectMapperProvider.get(system).getOrCreate("jackson-cbor", Optional.empty());
    }

    /** Until {@link #release} nothing is written, and writers say so at once. */
    static void hold() {
        held = true;
    }

    static void release() {
        held = false;
        for (Runnable next = HELD.poll(); next != null; next = HELD.poll()) {
            next.run();
        }
    }

    /** Those who write now are heard no more, as if they had been killed. */
    static void cut() {
        for (Kept kept : CHAINS.values()) {
            synchronized (kept) {
                kept.cutOff = kept.writers;
            }
        }
    }

    /** How many writes were refused, since another writer had begun. */
    static long fenced() {
        return FENCED.get();
    }

    static void forget() {
        held = false;
        FENCED.set(0);
        HELD.clear();
        CHAINS.clear();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public ChainRegistry registry() {
        return new NoJournal(system).registry();
    }

    @Override
    public Behavior<Write> writer(String chain, ActorRef<Answer> coordinator) {
        return Behaviors.setup(context -> {
            Kept kept = CHAINS.computeIfAbsent(chain, unused -> new Kept());
            long own;
            synchronized (kept) {
                own = ++kept.writers;
                coordinator.tell(new Recovered(new ChainState(again(kept.state.snapshot(), ChainSnapshot.class))));
            }
            return Behaviors.receiveMessage(write -> {
                if (held) {
                    coordinator.tell(new Stalled("nothing is written at the moment"));
                    HELD.add(() -> write(kept, own, write, coordinator));
                    return Behaviors.same();
                }
                return write(kept, own, write, coordinator) ? Behaviors.same() : Behaviors.stopped();
            });
        });
    }

    private boolean write(Kept kept, long own, Write write, ActorRef<Answer> coordinator) {
        synchronized (kept) {
            if (own <= kept.cutOff) {
                return true;
            }
            if (kept.writers != own) {
                FENCED.incrementAndGet();
                coordinator.tell(new Fenced("writer " + kept.writers));
                return false;
            }
            write.events().forEach(event -> kept.state.apply(again(event, ChainEvent.class)));
        }
        coordinator.tell(new Written(write.batch()));
        return true;
    }

    private <V> V again(V value, Class<V> type) {
        try {
            return mapper.readValue(mapper.writeValueAsBytes(value), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
