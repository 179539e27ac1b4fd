package io.chainbus.torture.run;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol.RegisterReply;
import io.chainbus.coordinator.ChainProtocol.Registered;
import io.chainbus.coordinator.ChainProtocol.UnregisterReply;
import io.chainbus.coordinator.ChainProtocol.Unregistered;
import io.chainbus.coordinator.ChainProtocol.WentAway;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.torture.account.CallLog;
import io.chainbus.torture.account.Incarnation;
import io.chainbus.torture.plan.ChainPlan;
import io.chainbus.torture.plan.Conduct;
import io.chainbus.torture.plan.Event;
import io.chainbus.torture.plan.Manner;
import io.chainbus.torture.plan.Plan;
import io.chainbus.torture.plan.Traits;
import io.chainbus.waiting.CircularWaitException;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
    private final AtomicInteger waits = new AtomicInteger();
    private final AtomicInteger circles = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Executor timer;
    /** By id: who was the last to be let in. */
    private final Map<String, Traits> latest = new ConcurrentHashMap<>();

    private Stage neighbour = this;

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
        this.timer = timer;
        this.cast = new Cast(this, system, timer);
    }

    /** Whose chain handlers of this one publish on when they wait for another chain. Set before anything is played. */
    void neighbour(Stage other) {
        neighbour = other;
    }

    Stage neighbour() {
        return neighbour;
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

    int waits() {
        return waits.get();
    }

    int circles() {
        return circles.get();
    }

    /** What those who waited found that was not promised. */
    Queue<String> complaints() {
        return complaints;
    }

    /** A handler waits through its visit. */
    void waits(Visit<Event> visit, Conduct.Awaited what, CompletionStage<?> awaited) {
        waits.incrementAndGet();
        if (what == Conduct.Awaited.OWN_KEY && !awaited.toCompletableFuture().isDone()) {
            complaints.add("P12: a wait for its own key was let in: " + visit);
        }
        CompletionStage<?> unused = awaited.whenComplete((verdict, failure) -> {
            if (failure instanceof CircularWaitException
                    || (failure != null && failure.getCause() instanceof CircularWaitException)) {
                circles.incrementAndGet();
            }
        });
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
            if (answer instanceof Registered registered) {
                log.joined(who);
                latest.put(traits.id(), traits);
                if (registered.resumed()) {
                    log.resumed(
                            who,
                            registered.holds().stream()
                                    .map(hold -> hold.phase().name() + " of " + hold.key())
                                    .toList());
                }
            } else {
                role.dismiss();
            }
        });
        asked.add(reply);
        return reply;
    }

    /** Somebody durable has died or gone away: it comes back when the plan says so, if at all. */
    void gone(Traits traits) {
        long window = Plan.WINDOW.toMillis();
        long millis = switch (traits.comeback()) {
            case NOT_DURABLE, NEVER -> Long.MAX_VALUE;
            case AT_ONCE -> 0;
            case WITHIN_THE_WINDOW -> window / 4;
            case AFTER_THE_WINDOW -> window + window / 2;
        };
        if (millis < Long.MAX_VALUE) {
            Executor then = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, timer);
            asked.add(CompletableFuture.completedFuture(traits.next()).thenComposeAsync(this::join, then));
        }
    }

    /** The one place that knows how to leave. */
    CompletionStage<UnregisterReply> leave(String id, Manner manner) {
        long before = log.moment();
        LeaveMode mode = LeaveMode.valueOf(manner.name());
        CompletionStage<UnregisterReply> reply = chain.unregister(id, mode).whenComplete((answer, failure) -> {
            if (answer instanceof Unregistered left) {
                log.left(chainPlan.name(), id, before, left.stillRunning());
            } else if (answer instanceof WentAway away) {
                log.left(chainPlan.name(), id, before, away.stillRunning());
                Traits gone = latest.get(id);
                if (gone != null) {
                    gone(gone);
                }
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
