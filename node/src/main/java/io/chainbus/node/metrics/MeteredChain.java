package io.chainbus.node.metrics;

import akka.actor.typed.ActorRef;
import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A chain that counts what is published through it here, and how it ended. What actors send to {@link #ref} is not counted.
 * Thread-safe, as the chain behind it.
 */
final class MeteredChain<T> implements Chain<T> {

    private final Chain<T> chain;
    private final MeterRegistry registry;
    private final AtomicLong open = new AtomicLong();
    private final Counter visits;
    private final Map<Kind, Timer> walks = new ConcurrentHashMap<>();

    /** What walks are told apart by. */
    private record Kind(String phase, String outcome) {}

    MeteredChain(Chain<T> chain, MeterRegistry registry) {
        this.chain = chain;
        this.registry = registry;
        this.visits = Counter.builder("chainbus.visits")
                .description("Visits of the walks that were published here, those of undos too")
                .tag("chain", chain.name())
                .register(registry);
        Gauge.builder("chainbus.walks.open", open, AtomicLong::get)
                .description("Events published here that have no receipt yet")
                .tag("chain", chain.name())
                .register(registry);
    }

    @Override
    public CompletionStage<Receipt<T>> publish(Phase phase, T payload) {
        long since = System.nanoTime();
        CompletionStage<Receipt<T>> receipt = chain.publish(phase, payload);
        open.incrementAndGet();
        receipt.whenComplete((given, failure) -> {
            open.decrementAndGet();
            timer(new Kind(phase.name(), outcome(given))).record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            if (given != null) {
                visits.increment(given.visitCount());
            }
        });
        return receipt;
    }

    private static String outcome(@Nullable Receipt<?> receipt) {
        if (receipt == null) {
            return "failed";
        }
        if (receipt.outcome() instanceof Outcome.Vetoed) {
            return "vetoed";
        }
        return receipt.outcome() instanceof Outcome.Refused ? "refused" : "done";
    }

    private Timer timer(Kind kind) {
        return walks.computeIfAbsent(
                kind,
                told -> Timer.builder("chainbus.walks")
                        .description("Walks that were published here, from the publish to the receipt")
                        .tags("chain", chain.name(), "phase", told.phase(), "outcome", told.outcome())
                        .publishPercentileHistogram()
                        .register(registry));
    }

    @Override
    public String name() {
        return chain.name();
    }

    @Override
    public CompletionStage<ChainProtocol.RegisterReply> register(Subscriber<T> subscriber) {
        return chain.register(subscriber);
    }

    @Override
    public CompletionStage<ChainProtocol.UnregisterReply> unregister(String id, LeaveMode mode) {
        return chain.unregister(id, mode);
    }

    @Override
    public CompletionStage<Explanation> explain(Phase phase, T payload) {
        return chain.explain(phase, payload);
    }

    @Override
    public CompletionStage<DryRun> dryRun(String key, Phase phase) {
        return chain.dryRun(key, phase);
    }

    @Override
    public CompletionStage<ChainView<T>> view() {
        return chain.view();
    }

    @Override
    public CompletionStage<ChainProtocol.Closed> close(CloseMode mode) {
        return chain.close(mode);
    }

    @Override
    public ActorRef<ChainProtocol.Command<T>> ref() {
        return chain.ref();
    }

    @Override
    public String toString() {
        return chain.toString();
    }
}
