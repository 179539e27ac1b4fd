package io.chainbus.cluster.waiting;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.cluster.wire.ToArbiter;
import io.chainbus.cluster.wire.ToWaiter;
import io.chainbus.cluster.wire.WaiterCommand;
import io.chainbus.cluster.wire.Waiting;
import io.chainbus.waiting.Awaited;
import io.chainbus.waiting.CircularWaitException;
import io.chainbus.waiting.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the waits of a node's handlers and tells the arbiter of them, again from time to time; also asks the coordinators
 * again what is needed, where that may grow. While nobody waits it says nothing.
 */
final class Waiter extends AbstractBehavior<WaiterCommand> {

    /** So many waits go into one message. */
    private static final int AT_ONCE = 256;

    /**
     * A handler waits.
     *
     * @param awaits what it waits for
     * @param given what the handler was given, to be failed should the wait close a circle
     * @param needs finds out what has to end before; absent where that is settled
     */
    record Begin(
            Waiting waiting,
            CompletableFuture<?> awaits,
            CompletableFuture<?> given,
            @Nullable Supplier<CompletionStage<Awaited>> needs)
            implements WaiterCommand {

        Begin forNow(Waiting now) {
            return new Begin(now, awaits, given, needs);
        }
    }

    /** It has what it waited for. */
    record End(long number) implements WaiterCommand {}

    /** Nobody waits for the answers of that subscriber. */
    record Gone(String chain, String subscriber) implements WaiterCommand {}

    /** That wait has turned out to need other things to end before. */
    private record Grown(long number, Awaited awaited) implements WaiterCommand {}

    private enum Tick implements WaiterCommand {
        INSTANCE
    }

    private final long node;
    private final ActorRef<ToArbiter> arbiter;
    private final Executor executor;
    private final Map<Long, Begin> waits = new LinkedHashMap<>();

    private Waiter(
            ActorContext<WaiterCommand> context,
            TimerScheduler<WaiterCommand> timers,
            long node,
            ActorRef<ToArbiter> arbiter,
            Duration again) {
        super(context);
        this.node = node;
        this.arbiter = arbiter;
        this.executor = context.getSystem().executionContext();
        timers.startTimerWithFixedDelay(Tick.INSTANCE, again);
    }

    static Behavior<WaiterCommand> create(long node, ActorRef<ToArbiter> arbiter, Duration again) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Waiter(context, timers, node, arbiter, again)));
    }

    @Override
    public Receive<WaiterCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Begin.class, this::onBegin)
                .onMessage(End.class, this::onEnd)
                .onMessage(Gone.class, this::onGone)
                .onMessage(Grown.class, this::onGrown)
                .onMessage(ToWaiter.Confirm.class, this::onConfirm)
                .onMessage(ToWaiter.Refused.class, this::onRefused)
                .onMessage(Tick.class, this::onTick)
                .build();
    }

    private Behavior<WaiterCommand> onBegin(Begin begin) {
        waits.put(begin.waiting().number(), begin);
        tell(List.of(begin.waiting()));
        // Between the answer and the wait's being known it may have come to be more.
        lookAgain(begin);
        return this;
    }

    private void tell(List<Waiting> some) {
        arbiter.tell(new ToArbiter.Begun(node, getContext().getSelf().narrow(), some));
    }

    private void lookAgain(Begin begin) {
        Supplier<CompletionStage<Awaited>> needs = begin.needs();
        if (needs != null && !(begin.waiting().awaited() instanceof Awaited.OfAll)) {
            long number = begin.waiting().number();
            ActorRef<WaiterCommand> self = getContext().getSelf();
            CompletionStage<?> unused = needs.get().thenAccept(now -> self.tell(new Grown(number, now)));
        }
    }

    private Behavior<WaiterCommand> onGrown(Grown grown) {
        Begin begin = waits.get(grown.number());
        if (begin != null && !begin.waiting().awaited().equals(grown.awaited())) {
            Waiting now = begin.waiting().waitsFor(grown.number(), grown.awaited());
            waits.put(grown.number(), begin.forNow(now));
            if (!(grown.awaited() instanceof Awaited.OfAll)) {
                // To the arbiter it is another wait, in the same place.
                arbiter.tell(new ToArbiter.Over(node, List.of(grown.number())));
            }
            tell(List.of(now));
        }
        return this;
    }

    private Behavior<WaiterCommand> onEnd(End end) {
        if (waits.remove(end.number()) != null) {
            arbiter.tell(new ToArbiter.Over(node, List.of(end.number())));
        }
        return this;
    }

    private Behavior<WaiterCommand> onGone(Gone gone) {
        List<Long> over = new ArrayList<>(0);
        waits.values().stream()
                .map(Begin::waiting)
                .filter(waiting -> waiting.chain().equals(gone.chain())
                        && waiting.subscriber().equals(gone.subscriber()))
                .forEach(waiting -> over.add(waiting.number()));
        if (!over.isEmpty()) {
            over.forEach(waits::remove);
            arbiter.tell(new ToArbiter.Over(node, over));
        }
        return this;
    }

    private Behavior<WaiterCommand> onConfirm(ToWaiter.Confirm confirm) {
        List<Long> still = new ArrayList<>(confirm.numbers().size());
        List<Long> over = new ArrayList<>(0);
        for (long number : confirm.numbers()) {
            Begin begin = waits.get(number);
            // What is there by now is not waited for, even if the message that says so is yet to come.
            (begin != null && !begin.awaits().isDone() ? still : over).add(number);
        }
        if (!still.isEmpty()) {
            arbiter.tell(new ToArbiter.Still(node, confirm.round(), still));
        }
        if (!over.isEmpty()) {
            arbiter.tell(new ToArbiter.Over(node, over));
        }
        return this;
    }

    private Behavior<WaiterCommand> onRefused(ToWaiter.Refused refused) {
        Begin begin = waits.remove(refused.number());
        if (begin != null) {
            List<Wait> circle = refused.circle().stream().map(Waiting::inGraph).toList();
            // What hangs on it is the user's.
            executor.execute(() -> begin.given().completeExceptionally(new CircularWaitException(circle)));
        }
        return this;
    }

    private Behavior<WaiterCommand> onTick(Tick tick) {
        List<Waiting> all = waits.values().stream().map(Begin::waiting).toList();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            tell(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        List.copyOf(waits.values()).forEach(this::lookAgain);
        return this;
    }
}
