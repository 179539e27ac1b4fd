package io.chainbus.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.jackson.JacksonObjectMapperProvider;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the nodes of a test's cluster share: it outlives each of them. Events and states go through the same serialization
 * as in a database. A writer that is not the last one of its chain any more is refused, as it is there.
 */
public final class SharedJournal implements Journal {

    private static final Map<String, Kept> CHAINS = new ConcurrentHashMap<>();

    private final ObjectMapper mapper;

    private static final class Kept {
        ChainState state = new ChainState();
        long writers;
    }

    public SharedJournal(ActorSystem<?> system) {
        this.mapper = JacksonObjectMapperProvider.get(system).getOrCreate("jackson-cbor", Optional.empty());
    }

    static void forget() {
        CHAINS.clear();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public Behavior<Write> writer(String chain, ActorRef<Answer> coordinator) {
        return Behaviors.setup(context -> {
            Kept kept = CHAINS.computeIfAbsent(chain, unused -> new Kept());
            long own;
            synchronized (kept) {
                own = ++kept.writers;
                coordinator.tell(new Recovered(again(kept.state, ChainState.class)));
            }
            return Behaviors.receiveMessage(write -> {
                synchronized (kept) {
                    if (kept.writers != own) {
                        coordinator.tell(new Failed("another writes to chain " + chain));
                        return Behaviors.stopped();
                    }
                    write.events().forEach(event -> kept.state.apply(again(event, ChainEvent.class)));
                }
                coordinator.tell(new Written(write.batch()));
                return Behaviors.same();
            });
        });
    }

    private <V> V again(V value, Class<V> type) {
        try {
            return mapper.readValue(mapper.writeValueAsBytes(value), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
