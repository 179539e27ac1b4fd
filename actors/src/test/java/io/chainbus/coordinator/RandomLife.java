package io.chainbus.coordinator;

import static io.chainbus.coordinator.ModelChain.check;

import akka.actor.typed.ActorRef;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.Line;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.recording.Eavesdropper;
import io.chainbus.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A random life of a chain: what its users do, in any order with what its actors do. */
final class RandomLife implements SteppedChain.Listener {

    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final int IDS = 6;
    private static final int REMEMBERED = 100;

    private static final Class<?> WINDOW = ChainProtocol.WindowPassed.class;
    private static final Class<?> PATIENCE = ChainProtocol.PatienceOver.class;

    private final RandomGenerator random;
    private final List<Phase> phases;
    private final ModelChain model;
    private final ModelWitness witness;
    private final ModelReplies replies;
    private final SteppedChain chain;
    private final HistoryChecker checker = new HistoryChecker();
    private final RandomSubscribers subscribers;
    private final Deque<String> log = new ArrayDeque<>();
    private long lines;
    private int published;

    RandomLife(RandomGenerator random, List<Phase> phases) {
        this.random = random;
        this.phases = phases;
        Holding holding = random.nextInt(4) == 0 ? Holding.CURRENT : Holding.ACCEPTED;
        PhaseSet set = PhaseSet.of(phases.toArray(Phase[]::new));
        this.model = new ModelChain(holding);
        this.witness = new ModelWitness("chain", set, model);
        this.subscribers = new RandomSubscribers(random, witness, this::note, this::inside);
        int openLimit = random.nextInt(4) == 0 ? 3 : 1000;
        this.replies = new ModelReplies(witness, openLimit);
        SteppedThreads threads = new SteppedThreads(random);
        this.chain = new SteppedChain(
                new ChainSettings<>(
                        "chain",
                        payload -> payload.substring(0, 1),
                        set,
                        holding,
                        new Eavesdropper("chain", this::line),
                        false,
                        limits(openLimit),
                        new Waits(Runnable::run),
                        threads),
                threads,
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
                Duration.ofDays(1),
                Duration.ofDays(1),
                false);
    }

    void go(int moves) {
        try {
            for (int move = 0; move < moves; move++) {
                move(random.nextInt(100));
            }
            if (random.nextInt(4) == 0) {
                goDown();
            } else {
                settle();
                close(random.nextBoolean() ? CloseMode.DRAIN : CloseMode.TAKE_DOWN);
            }
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
        } else if (which < 29) {
            chain.timePasses(random, random.nextInt(3) == 0 ? PATIENCE : WINDOW);
        } else if (which < 37) {
            subscribers.answerOne();
        } else if (!chain.idle()) {
            chain.step(random);
        }
    }

    /** All that is to be answered is answered some time, and nothing is left to do. */
    private void settle() {
        while (!chain.idle() || !subscribers.allAnswered() || chain.timePasses(random, PATIENCE)) {
            if (subscribers.allAnswered()) {
                chain.step(random);
            } else if (chain.idle() || (!subscribers.allAnswered() && random.nextInt(4) == 0)) {
                subscribers.answerOne();
            } else {
                chain.step(random);
            }
        }
        check(model.quiet(), "P9: nothing moves, and not all has ended", model.open());
        replies.allAnswered();
    }

    /** At any moment, or when all walks have ended and some who leave may not have left yet. */
    private void goDown() {
        boolean ended = random.nextBoolean();
        while (ended && !model.quiet() && !(chain.idle() && subscribers.allAnswered())) {
            if (chain.idle()) {
                subscribers.answerOne();
            } else {
                chain.step(random);
            }
        }
        note("the system goes down");
        chain.goDown();
    }

    private void close(CloseMode mode) {
        note("close " + mode);
        chain.tell(new ChainProtocol.Close<>(mode, replies.closed()));
        publish();
        register();
        while (!chain.stopped() && (!chain.idle() || !subscribers.allAnswered())) {
            if (chain.idle()) {
                subscribers.answerOne();
            } else {
                chain.step(random);
            }
        }
        check(chain.stopped(), "P10: does not close");
        replies.allAnswered();
    }

    // What users do.

    private void register() {
        List<ModelSubscriber> durable =
                model.members.stream().filter(sub -> sub.durable).toList();
        if (durable.isEmpty() || random.nextInt(3) > 0) {
            String id = "s" + random.nextInt(IDS);
            boolean first = random.nextInt(8) == 0;
            Set<String> after = random.nextInt(4) == 0 ? Set.of("s" + random.nextInt(IDS)) : Set.of();
            register(id, random.nextInt(3), first, after, random.nextInt(6) == 0, random.nextInt(3) == 0);
        } else {
            ModelSubscriber like = durable.get(random.nextInt(durable.size()));
            register(like.id, like.priority, like.first, like.after, like.observer, true);
        }
    }

    private void register(
            String id, int priority, boolean first, Set<String> after, boolean observer, boolean durable) {
        ModelSubscriber sub = new ModelSubscriber(
                id,
                priority,
                first,
                after,
                observer,
                random.nextInt(3) == 0,
                durable,
                random.nextInt(3) == 0,
                List.of(Verdict.veto("policy of " + id), Verdict.done(), Verdict.ok())
                        .get(random.nextInt(3)));
        note("register " + id + " " + sub.priority + (sub.replay ? " replay" : "") + (sub.durable ? " durable" : "")
                + (sub.hasty ? " hasty" : "") + (sub.observer ? " observer" : "") + (first ? " first" : "") + " after "
                + after);
        chain.tell(replies.register(subscribers.subscriber(sub), sub));
    }

    /** P12: from inside a handler anything may be asked for. */
    private void inside(ModelSubscriber sub) {
        switch (random.nextInt(40)) {
            case 0 -> publish();
            case 1 -> unregister(sub.id);
            case 2 -> register();
            default -> {}
        }
    }

    private void unregister(String id) {
        LeaveMode mode = random.nextInt(3) == 0 ? LeaveMode.FOR_A_WHILE : LeaveMode.AT_ONCE;
        note("unregister " + id + " " + mode);
        chain.tell(replies.unregister(id, mode));
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
        subscribers.actors.forEach((actor, sub) -> {
            if (model.members.contains(sub) || model.joining.contains(sub)) {
                alive.add(actor);
            }
        });
        if (!alive.isEmpty()) {
            ActorRef<?> actor = alive.get(random.nextInt(alive.size()));
            note("stop the actor of " + subscribers.actors.get(actor));
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
        subscribers.actors.computeIfPresent(usersActor, (actor, sub) -> {
            boolean keepsPlace =
                    sub.durable && !sub.leaving && (model.members.contains(sub) || sub.predecessor != null);
            sub.died |= !keepsPlace;
            sub.dead |= keepsPlace;
            sub.away |= keepsPlace;
            return sub;
        });
    }

    @Override
    public void timer(ChainProtocol.Command<String> message) {
        replies.timer(message);
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
