package io.chainbus.coordinator;

import static io.chainbus.coordinator.ModelChain.check;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import io.chainbus.coordinator.ModelSubscriber.Call;
import io.chainbus.coordinator.ModelSubscriber.Given;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.Line;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.recording.Eavesdropper;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A random life of a chain: what its users do, in any order with what its actors do. */
final class RandomLife implements SteppedChain.Listener {

    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final int IDS = 6;
    private static final int REMEMBERED = 100;

    /** A handler that has been called and has not answered. */
    private record Unanswered(ModelSubscriber sub, Call call, Consumer<Verdict> answer, Runnable fail) {}

    private final RandomGenerator random;
    private final List<Phase> phases;
    /** How many of a hundred answers are not simply an Ok. */
    private final int quirks;

    private final ModelChain model;
    private final ModelWitness witness;
    private final ModelReplies replies;
    private final SteppedChain chain;
    private final HistoryChecker checker = new HistoryChecker();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private final Map<ActorRef<?>, ModelSubscriber> actors = new LinkedHashMap<>();
    private final Deque<String> log = new ArrayDeque<>();
    private long lines;
    private int published;

    RandomLife(RandomGenerator random, List<Phase> phases) {
        this.random = random;
        this.phases = phases;
        this.quirks = random.nextInt(60);
        Holding holding = random.nextInt(4) == 0 ? Holding.CURRENT : Holding.ACCEPTED;
        PhaseSet set = PhaseSet.of(phases.toArray(Phase[]::new));
        this.model = new ModelChain(holding);
        this.witness = new ModelWitness("chain", set, model);
        int openLimit = random.nextInt(4) == 0 ? 3 : 1000;
        this.replies = new ModelReplies(witness, openLimit);
        this.chain = new SteppedChain(
                new ChainSettings<>(
                        "chain",
                        payload -> payload.substring(0, 1),
                        set,
                        holding,
                        new Eavesdropper("chain", this::line),
                        false,
                        limits(openLimit),
                        new Waits()),
                this);
    }

    private ChainSettings.Limits limits(int openLimit) {
        return new ChainSettings.Limits(
                Duration.ofDays(1),
                openLimit,
                1 + random.nextInt(20),
                1 + random.nextInt(8),
                1 + random.nextInt(4),
                random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofDays(1),
                Duration.ofNanos(1),
                Duration.ofDays(1),
                false);
    }

    void go(int moves) {
        try {
            for (int move = 0; move < moves; move++) {
                move(random.nextInt(100));
            }
            settle();
            close(random.nextBoolean() ? CloseMode.DRAIN : CloseMode.TAKE_DOWN);
            CheckReport report = checker.finish();
            check(report.shown().isEmpty(), "the history says", report.shown());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\nafter\n  " + String.join("\n  ", log), e);
        }
    }

    private void move(int which) {
        if (which < 5) {
            register();
        } else if (which < 8) {
            unregister("s" + random.nextInt(IDS));
        } else if (which < 22) {
            publish();
        } else if (which < 24) {
            stopAnActor();
        } else if (which < 27) {
            chain.tell(new ChainProtocol.Inspect<>());
        } else if (which < 37) {
            answerOne();
        } else if (!chain.idle()) {
            chain.step(random);
        }
    }

    /** All that is to be answered is answered some time, and nothing is left to do. */
    private void settle() {
        while (!chain.idle() || !unanswered.isEmpty()) {
            if (chain.idle() || (!unanswered.isEmpty() && random.nextInt(4) == 0)) {
                answerOne();
            } else {
                chain.step(random);
            }
        }
        check(model.quiet(), "P9: nothing moves, and not all has ended");
        replies.allAnswered();
    }

    private void close(CloseMode mode) {
        note("close " + mode);
        chain.tell(new ChainProtocol.Close<>(mode, replies.closed()));
        publish();
        register();
        while (!chain.stopped() && (!chain.idle() || !unanswered.isEmpty())) {
            if (chain.idle()) {
                answerOne();
            } else {
                chain.step(random);
            }
        }
        check(chain.stopped(), "P10: does not close");
        replies.allAnswered();
    }

    // What users do.

    private void register() {
        String id = "s" + random.nextInt(IDS);
        boolean replay = random.nextInt(3) == 0;
        boolean first = random.nextInt(8) == 0;
        Set<String> after = random.nextInt(4) == 0 ? Set.of("s" + random.nextInt(IDS)) : Set.of();
        ModelSubscriber sub = new ModelSubscriber(
                id,
                random.nextInt(3),
                first,
                after,
                random.nextInt(6) == 0,
                replay,
                random.nextInt(3) == 0,
                List.of(Verdict.veto("policy of " + id), Verdict.done(), Verdict.ok())
                        .get(random.nextInt(3)));
        note("register " + id + " " + sub.priority + (replay ? " replay" : "") + (sub.hasty ? " hasty" : "")
                + (sub.observer ? " observer" : "") + (first ? " first" : "") + " after " + after);
        chain.tell(replies.register(subscriber(sub), sub));
    }

    private Subscriber<String> subscriber(ModelSubscriber sub) {
        Subscriber.Builder<String> builder = Subscriber.<String>named(sub.id)
                .priority(sub.priority)
                .after(sub.after.toArray(String[]::new))
                .deadline(sub.hasty ? Duration.ofNanos(1) : Duration.ofDays(1))
                .onFailure((phase, source, reason) -> sub.policy);
        builder = sub.first ? builder.first() : builder;
        builder = sub.observer ? builder.observer() : builder;
        builder = sub.replay ? builder.replay() : builder;
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
        note("called " + sub + " " + visit);
        Call call = witness.called(sub, visit);
        // P12: from inside a handler anything may be asked for.
        int inside = random.nextInt(40);
        if (inside == 0) {
            publish();
        } else if (inside == 1) {
            unregister(sub.id);
        } else if (inside == 2) {
            register();
        }
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

    private void answerOne() {
        if (unanswered.isEmpty()) {
            return;
        }
        Unanswered next = unanswered.remove(random.nextInt(unanswered.size()));
        note("answer of " + next.sub() + " to " + next.call().visit);
        if (random.nextInt(12) == 0) {
            next.call().answer = new Given(next.sub().policy, Source.THROW);
            next.fail().run();
        } else {
            Verdict verdict = verdict();
            next.call().answer = new Given(verdict, Source.HANDLER);
            next.answer().accept(verdict);
        }
    }

    private void unregister(String id) {
        note("unregister " + id);
        chain.tell(replies.unregister(id));
    }

    private void publish() {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        Phase phase = phases.get(random.nextInt(phases.size()));
        String payload = key + ++published;
        note("publish " + phase.name() + " " + payload);
        chain.tell(replies.publish(phase, payload));
    }

    private void stopAnActor() {
        List<ActorRef<?>> alive = new ArrayList<>();
        actors.forEach((actor, sub) -> {
            if (model.members.contains(sub) || model.joining.contains(sub)) {
                alive.add(actor);
            }
        });
        if (!alive.isEmpty()) {
            ActorRef<?> actor = alive.get(random.nextInt(alive.size()));
            note("stop the actor of " + actors.get(actor));
            chain.stop(actor);
        }
    }

    // What happens.

    private void line(Line line) {
        note(line.entry().toString());
        checker.accept(new PlacedLine(new Place("run", ++lines), line));
        witness.line(line.entry());
    }

    @Override
    public void before(ChainProtocol.Command<String> message) {
        if (message instanceof ChainProtocol.Inspect<String>) {
            witness.inspecting = true;
            long now = System.nanoTime();
            while (System.nanoTime() == now) {
                Thread.onSpinWait();
            }
        }
        replies.before(message);
    }

    @Override
    public void dies(ActorRef<?> usersActor) {
        actors.computeIfPresent(usersActor, (actor, sub) -> {
            sub.died = true;
            return sub;
        });
    }

    @Override
    public void after() {
        witness.inspecting = false;
        replies.after();
    }

    private void note(String what) {
        log.add(what);
        if (log.size() > REMEMBERED) {
            log.remove();
        }
    }
}
