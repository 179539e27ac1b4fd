package io.chainbus.torture.run;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol.RegisterReply;
import io.chainbus.coordinator.ChainProtocol.Registered;
import io.chainbus.coordinator.ChainProtocol.UnregisterReply;
import io.chainbus.coordinator.ChainProtocol.Unregistered;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.torture.account.CallLog;
import io.chainbus.torture.account.Incarnation;
import io.chainbus.torture.plan.ChainPlan;
import io.chainbus.torture.plan.Event;
import io.chainbus.torture.plan.Plan;
import io.chainbus.torture.plan.Traits;
import io.chainbus.walk.Receipt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One chain of a round, and all that was asked of it: whoever publishes, joins or leaves, from outside or from inside a
 * handler, does it here, so that every answer is waited for in the end. Thread-safe.
 */
final class Stage {

    /** @param receipt to come; exactly one */
    record Published(Phase phase, Event event, CompletionStage<Receipt<Event>> receipt) {}

    private final Plan plan;
    private final ChainPlan chainPlan;
    private final Chain<Event> chain;
    private final CallLog log;
    private final Pulse pulse;
    private final Cast cast;
    private final Queue<Published> published = new ConcurrentLinkedQueue<>();
    private final Queue<CompletionStage<?>> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger();

    Stage(
            Plan plan,
            ChainPlan chainPlan,
            Chain<Event> chain,
            CallLog log,
            Pulse pulse,
            ActorSystem<?> system,
            Executor timer) {
        this.plan = plan;
        this.chainPlan = chainPlan;
        this.chain = chain;
        this.log = log;
        this.pulse = pulse;
        this.cast = new Cast(this, system, timer);
    }

    Plan plan() {
        return plan;
    }

    Protocol protocol() {
        return Protocol.of(chainPlan.kind());
    }

    ChainPlan chainPlan() {
        return chainPlan;
    }

    Chain<Event> chain() {
        return chain;
    }

    CallLog log() {
        return log;
    }

    Pulse pulse() {
        return pulse;
    }

    Cast cast() {
        return cast;
    }

    Queue<Published> published() {
        return published;
    }

    Queue<CompletionStage<?>> asked() {
        return asked;
    }

    int inside() {
        return inside.get();
    }

    /** Somebody asks from inside a handler. */
    void fromInside() {
        inside.incrementAndGet();
    }

    CompletionStage<Receipt<Event>> publish(Phase phase, Event event) {
        CompletionStage<Receipt<Event>> receipt = chain.publish(phase, event);
        published.add(new Published(phase, event, receipt));
        return receipt;
    }

    CompletionStage<RegisterReply> join(Traits traits) {
        Incarnation who = log.incarnation(chainPlan.name(), traits.id(), traits.observer());
        Cast.Role role = cast.role(traits, who);
        CompletionStage<RegisterReply> reply = chain.register(role.subscriber()).whenComplete((answer, failure) -> {
            if (answer instanceof Registered) {
                log.joined(who);
            } else {
                role.dismiss();
            }
        });
        asked.add(reply);
        return reply;
    }

    /** The one place that knows how to leave. */
    CompletionStage<UnregisterReply> leave(String id, boolean teardown) {
        long before = log.moment();
        LeaveMode mode = teardown ? LeaveMode.TEARDOWN : LeaveMode.AT_ONCE;
        CompletionStage<UnregisterReply> reply = chain.unregister(id, mode).whenComplete((answer, failure) -> {
            if (answer instanceof Unregistered left) {
                log.left(chainPlan.name(), id, before, left.stillRunning());
            }
        });
        asked.add(reply);
        return reply;
    }

    /** Whatever is waited for comes to an end, by an answer or by a failure. */
    void awaitAnswers() {
        for (CompletionStage<?> next = asked.poll(); next != null; next = asked.poll()) {
            pulse.await(settled(next), "the answer to a join or a leave on " + chainPlan.name());
        }
        for (Published one : published) {
            pulse.await(settled(one.receipt()), "the receipt of " + one.phase().name() + " of " + one.event());
        }
    }

    private static CompletionStage<Boolean> settled(CompletionStage<?> stage) {
        return CompletableFuture.completedFuture(true).thenCombine(stage, (unused, answer) -> true);
    }
}
