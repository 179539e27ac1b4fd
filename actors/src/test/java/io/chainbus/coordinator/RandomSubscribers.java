package io.chainbus.coordinator;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import io.chainbus.coordinator.ModelSubscriber.Call;
import io.chainbus.coordinator.ModelSubscriber.Given;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The subscribers of a {@link RandomLife}, of every kind, who answer at once, later or never, as chance has it. */
final class RandomSubscribers {

    /** A handler that has been called and has not answered. */
    private record Unanswered(ModelSubscriber sub, Call call, Consumer<Verdict> answer, Runnable fail) {}

    private final RandomGenerator random;
    /** How many of a hundred answers are not simply an Ok. */
    private final int quirks;

    private final ModelWitness witness;
    private final Consumer<String> note;
    private final Consumer<ModelSubscriber> inside;
    private final List<Unanswered> unanswered = new ArrayList<>();
    final Map<ActorRef<?>, ModelSubscriber> actors = new LinkedHashMap<>();

    /** @param inside what one does besides, when its handler is called */
    RandomSubscribers(
            RandomGenerator random, ModelWitness witness, Consumer<String> note, Consumer<ModelSubscriber> inside) {
        this.random = random;
        this.quirks = random.nextInt(60);
        this.witness = witness;
        this.note = note;
        this.inside = inside;
    }

    Subscriber<String> subscriber(ModelSubscriber sub) {
        Subscriber.Builder<String> builder = Subscriber.<String>named(sub.id)
                .priority(sub.priority)
                .after(sub.after.toArray(String[]::new))
                .deadline(sub.hasty ? Duration.ofNanos(1) : Duration.ofDays(1))
                .onFailure((phase, source, reason) -> sub.policy);
        builder = sub.first ? builder.first() : builder;
        builder = sub.observer ? builder.observer() : builder;
        builder = sub.replay ? builder.replay() : builder;
        builder = sub.durable ? builder.durable() : builder;
        switch (random.nextInt(3)) {
            case 0 -> {
                return builder.handler(visit -> answerNow(called(sub, visit), sub));
            }
            case 1 -> {
                return builder.asyncHandler(visit -> {
                    Call call = called(sub, visit);
                    CompletableFuture<Verdict> answer = new CompletableFuture<>();
                    if (random.nextBoolean()) {
                        answer.complete(answerNow(call, sub));
                    } else {
                        unanswered.add(new Unanswered(
                                sub, call, answer::complete, () -> answer.completeExceptionally(new Broken())));
                    }
                    return answer;
                });
            }
            default -> {
                // Each with a name of its own: actors of one name are equal.
                TestInbox<VisitRequest<String>> actor = TestInbox.create("actor-" + actors.size());
                actors.put(actor.getRef(), sub);
                return builder.actor(actor.getRef(), request -> {
                    Call call = called(sub, request.visit());
                    unanswered.add(new Unanswered(sub, call, request::answer, () -> request.fail(new Broken())));
                    return request;
                });
            }
        }
    }

    private Call called(ModelSubscriber sub, Visit<String> visit) {
        note.accept("called " + sub + " " + visit);
        Call call = witness.called(sub, visit);
        inside.accept(sub);
        return call;
    }

    private Verdict answerNow(Call call, ModelSubscriber sub) {
        if (random.nextInt(12) == 0) {
            call.answer = new Given(sub.policy, Source.THROW);
            throw new Broken();
        }
        Verdict verdict = verdict();
        call.answer = new Given(verdict, Source.HANDLER);
        return verdict;
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken() {
            super("broken", null, false, false);
        }
    }

    private Verdict verdict() {
        if (random.nextInt(100) >= quirks) {
            return Verdict.ok();
        }
        return switch (random.nextInt(4)) {
            case 0 -> Verdict.stop();
            case 1 -> Verdict.veto("no " + random.nextInt(10));
            default -> Verdict.done();
        };
    }

    boolean allAnswered() {
        return unanswered.isEmpty();
    }

    void answerOne() {
        if (unanswered.isEmpty()) {
            return;
        }
        Unanswered next = unanswered.remove(random.nextInt(unanswered.size()));
        note.accept("answer of " + next.sub() + " to " + next.call().visit);
        if (random.nextInt(12) == 0) {
            next.call().answer = new Given(next.sub().policy, Source.THROW);
            next.fail().run();
        } else {
            Verdict verdict = verdict();
            next.call().answer = new Given(verdict, Source.HANDLER);
            next.answer().accept(verdict);
        }
    }
}
