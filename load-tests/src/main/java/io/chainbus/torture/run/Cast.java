package io.chainbus.torture.run;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.torture.account.Call;
import io.chainbus.torture.account.Incarnation;
import io.chainbus.torture.plan.Conduct;
import io.chainbus.torture.plan.Event;
import io.chainbus.torture.plan.Traits;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The subscribers of one chain, who do what the plan says and put down each call in the log. Thread-safe. */
final class Cast {

    /** What a subscriber's actor receives. */
    private sealed interface Message {}

    private record Asked(VisitRequest<Event> request) implements Message {}

    private enum Die implements Message {
        NOW,
        /** Nobody wants it, and so nobody expects it back. */
        UNWANTED
    }

    /** Somebody to register; dismissed when nobody wants him. */
    record Role(Subscriber<Event> subscriber, Runnable dismissal) {
        void dismiss() {
            dismissal.run();
        }
    }

    /** What is thrown on purpose. */
    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Planned() {
            super("planned", null, false, false);
        }
    }

    private final Stage stage;
    private final ActorSystem<?> system;
    private final Executor timer;
    private final CountDownLatch curtain = new CountDownLatch(1);
    private final Queue<Runnable> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<String, ActorRef<Message>> actors = new ConcurrentHashMap<>();
    private final AtomicInteger spawned = new AtomicInteger();

    Cast(Stage stage, ActorSystem<?> system, Executor timer) {
        this.stage = stage;
        this.system = system;
        this.timer = timer;
    }

    Role role(Traits traits, Incarnation who) {
        Subscriber.Builder<Event> builder = placed(traits).deadline(Duration.ofMillis(traits.deadlineMillis()));
        if (traits.observer()) {
            builder = builder.observer();
        }
        if (traits.replay()) {
            builder = builder.replay();
        }
        if (traits.comeback().durable()) {
            builder = builder.durable();
        }
        if (traits.lenient()) {
            builder = builder.onFailure(FailurePolicy.ignore());
        }
        return switch (traits.style()) {
            case AT_ONCE -> new Role(builder.handler(visit -> atOnce(traits, who, visit)), () -> {});
            case BLOCKING -> new Role(builder.blocking().handler(visit -> atOnce(traits, who, visit)), () -> {});
            case LATER -> new Role(builder.asyncHandler(visit -> later(traits, who, visit)), () -> {});
            case ACTOR -> {
                ActorRef<Message> actor = system.systemActorOf(
                        behavior(traits, who),
                        stage.chainPlan().name() + "-" + spawned.incrementAndGet(),
                        Props.empty());
                actors.put(traits.id(), actor);
                yield new Role(builder.actor(actor, Asked::new), () -> actor.tell(Die.UNWANTED));
            }
        };
    }

    private static Subscriber.Builder<Event> placed(Traits traits) {
        Subscriber.Builder<Event> builder = Subscriber.<Event>named(traits.id()).priority(traits.priority());
        if (traits.unique()) {
            builder = builder.unique();
        }
        builder = switch (traits.band()) {
            case FIRST -> builder.first();
            case LAST -> builder.last();
            case NONE -> builder;
        };
        return builder.before(traits.before().toArray(String[]::new))
                .after(traits.after().toArray(String[]::new));
    }

    /** Stops the actor that was last registered under the id, or tried to; nothing where there is none. */
    void kill(String id) {
        ActorRef<Message> actor = actors.get(id);
        if (actor != null) {
            actor.tell(Die.NOW);
        }
    }

    /** The play is over: whoever hangs comes back, and nobody makes trouble any more. */
    void curtain() {
        curtain.countDown();
        for (Runnable answer = unanswered.poll(); answer != null; answer = unanswered.poll()) {
            answer.run();
        }
    }

    private Conduct conduct(Traits traits, Visit<Event> visit) {
        stage.pulse().beat();
        if (curtain.getCount() == 0) {
            return new Conduct(Conduct.Answer.OK, Conduct.Aside.NOTHING, 0);
        }
        boolean undo = visit.cause() == Cause.UNDO;
        Conduct conduct = Conduct.of(
                stage.plan().rates(), traits, visit.payload(), visit.phase().name(), undo);
        aside(conduct, visit);
        return conduct;
    }

    private void aside(Conduct conduct, Visit<Event> visit) {
        if (conduct.aside() == Conduct.Aside.NOTHING) {
            return;
        }
        stage.fromInside();
        int number = conduct.number();
        switch (conduct.aside()) {
            case PUBLISH -> {
                Event inner = new Event(
                        "k" + number % stage.plan().size().keys(),
                        visit.payload().serial() * 31 + number,
                        true);
                stage.publish(stage.protocol().all().get(number % 4), inner);
            }
            case JOIN ->
                stage.join(conduct.newcomer(stage.plan().size(), stage.plan().rates()));
            case LEAVE -> stage.leave("s" + number % stage.plan().size().subscribers(), conduct.manner());
            // What it waits for belongs to its answer.
            case NOTHING, WAIT -> {}
        }
    }

    private static Verdict verdict(Conduct conduct) {
        return switch (conduct.answer()) {
            case DONE -> Verdict.done();
            case STOP -> Verdict.stop();
            case VETO -> Verdict.veto("planned");
            case OK, HANG, NEVER, THROW, DIE -> Verdict.ok();
        };
    }

    private Verdict atOnce(Traits traits, Incarnation who, Visit<Event> visit) throws InterruptedException {
        Call call = stage.log().begin(who, visit);
        Conduct conduct = conduct(traits, visit);
        if (conduct.answer() == Conduct.Answer.THROW) {
            call.threw();
            throw new Planned();
        }
        if (conduct.answer() == Conduct.Answer.HANG) {
            // Over early only when the play is.
            boolean over = curtain.await(3L * traits.deadlineMillis(), TimeUnit.MILLISECONDS);
            return call.answered(over ? Verdict.done() : Verdict.ok());
        }
        return call.answered(verdict(conduct));
    }

    private CompletionStage<Verdict> later(Traits traits, Incarnation who, Visit<Event> visit) {
        Call call = stage.log().begin(who, visit);
        Conduct conduct = conduct(traits, visit);
        if (conduct.aside() == Conduct.Aside.WAIT) {
            return afterWaiting(traits, call, conduct, visit);
        }
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        answer(traits, call, conduct, answer::complete, answer::completeExceptionally);
        return answer;
    }

    private Behavior<Message> behavior(Traits traits, Incarnation who) {
        return Behaviors.receiveMessage(message -> {
            if (!(message instanceof Asked asked)) {
                return message == Die.NOW ? dead(traits) : Behaviors.stopped();
            }
            VisitRequest<Event> request = asked.request();
            Call call = stage.log().begin(who, request.visit());
            Conduct conduct = conduct(traits, request.visit());
            if (conduct.answer() == Conduct.Answer.DIE) {
                return dead(traits);
            }
            if (conduct.aside() == Conduct.Aside.WAIT) {
                CompletionStage<Verdict> unused = afterWaiting(traits, call, conduct, request.visit())
                        .whenComplete((verdict, failure) -> {
                            if (failure == null) {
                                request.answer(verdict);
                            } else {
                                request.fail(failure);
                            }
                        });
                return Behaviors.same();
            }
            answer(traits, call, conduct, request::answer, request::fail);
            return Behaviors.same();
        });
    }

    private Behavior<Message> dead(Traits traits) {
        stage.gone(traits);
        return Behaviors.stopped();
    }

    /** Publishes something and answers when that has ended; a wait that would never end counts as a throw. */
    private CompletionStage<Verdict> afterWaiting(Traits traits, Call call, Conduct conduct, Visit<Event> visit) {
        Conduct.Awaited what = conduct.awaited();
        Stage where = what == Conduct.Awaited.OTHER_CHAIN ? stage.neighbour() : stage;
        Protocol protocol = where.protocol();
        String key = what == Conduct.Awaited.OWN_KEY
                ? visit.key()
                : "k" + conduct.number() % stage.plan().size().keys();
        Phase phase = what == Conduct.Awaited.OTHER_KEY
                ? protocol.down()
                : protocol.all().get(conduct.number() % 4);
        Event event = new Event(key, visit.payload().serial() * 31 + conduct.number(), true);
        CompletionStage<Verdict> awaited = visit.verdictAfter(
                traits.id(), where.publish(phase, event), receipt -> call.answered(verdict(conduct)));
        stage.waits(visit, what, awaited);
        return awaited.whenComplete((verdict, failure) -> {
            if (failure != null) {
                call.threw();
            }
        });
    }

    private void answer(
            Traits traits,
            Call call,
            Conduct conduct,
            java.util.function.Consumer<Verdict> answer,
            java.util.function.Consumer<Throwable> fail) {
        Runnable give = () -> answer.accept(call.answered(verdict(conduct)));
        switch (conduct.answer()) {
            case THROW -> {
                call.threw();
                fail.accept(new Planned());
            }
            case HANG -> {
                Executor afterwards =
                        CompletableFuture.delayedExecutor(3L * traits.deadlineMillis(), TimeUnit.MILLISECONDS, timer);
                afterwards.execute(give);
            }
            case NEVER -> {
                unanswered.add(give);
                if (curtain.getCount() == 0) {
                    curtain();
                }
            }
            case DONE, OK, STOP, VETO, DIE -> {
                if (conduct.number() % 4 == 0) {
                    timer.execute(give);
                } else {
                    give.run();
                }
            }
        }
    }
}
