package io.chainbus.torture.run;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainProtocol.Closed;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.recording.HistoryFile;
import io.chainbus.torture.account.CallLog;
import io.chainbus.torture.plan.ChainPlan;
import io.chainbus.torture.plan.Event;
import io.chainbus.torture.plan.Plan;
import io.chainbus.torture.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Carries one plan out on an actor system of its own, from the first registration until everything has ended. */
final class Round implements AutoCloseable {

    private final Plan plan;
    private final Pulse pulse;
    private final Runnable progress;
    private final CallLog log = new CallLog();
    private final ActorSystem<Void> system;
    private final ExecutorService timer = Executors.newSingleThreadExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Integer> closing = new HashMap<>();

    Round(Plan plan, HistoryFile history, Pulse pulse, Runnable progress) {
        this.plan = plan;
        this.pulse = pulse;
        this.progress = progress;
        this.system = ActorSystem.create(
                Behaviors.empty(),
                "torture",
                ActorSystemSetup.create(BootstrapSetup.create()
                        .withClassloader(Round.class.getClassLoader())
                        .withConfig(ConfigFactory.parseString("chainbus { open-limit = " + Plan.OPEN_LIMIT
                                        + ", rejoin-window = " + Plan.WINDOW.toMillis() + " ms, rejoin-patience = "
                                        + 2 * Plan.WINDOW.toMillis() + " ms }")
                                .withFallback(ConfigFactory.load(Round.class.getClassLoader())))));
        for (ChainPlan chain : plan.chains()) {
            ChainSpec<Event> spec = ChainSpec.named(chain.name(), Event.class)
                    .keyedBy(Event::key)
                    .phases(Protocol.of(chain.kind()).all().toArray(Phase[]::new))
                    .holding(chain.kind() == ChainPlan.Kind.CURRENT ? Holding.CURRENT : Holding.ACCEPTED)
                    .history(history.recorder(chain.name()));
            Chain<Event> opened = Chainbus.get(system).chain(spec);
            stages.add(new Stage(plan, chain, opened, log, pulse, system, timer));
        }
        for (int stage = 0; stage < stages.size(); stage++) {
            stages.get(stage).neighbour(stages.get((stage + 1) % stages.size()));
        }
    }

    /** Plays it; when it returns every promise of an answer has been kept. */
    void play() {
        for (Stage stage : stages) {
            stage.chainPlan().founders().forEach(founder -> pulse.await(stage.join(founder), "the answer to a join"));
        }
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        for (List<Step> steps : plan.publishers()) {
            parts.add(CompletableFuture.runAsync(new Publisher(steps, stages, progress), threads));
        }
        stages.forEach(stage -> parts.add(CompletableFuture.runAsync(new Mover(stage), threads)));
        for (CompletableFuture<Void> part : parts) {
            awaitPart(part);
        }
        stages.forEach(stage -> stage.cast().curtain());
        stages.forEach(Stage::awaitAnswers);
        for (Stage stage : stages) {
            CloseMode mode = plan.round() % 2 == 0 ? CloseMode.DRAIN : CloseMode.TAKE_DOWN;
            Closed closed = pulse.await(
                    stage.chain().close(mode), "the end of " + stage.chainPlan().name());
            if (closed.released() > 0) {
                closing.put(closed.chain(), closed.released());
            }
        }
    }

    private void awaitPart(CompletableFuture<Void> part) {
        try {
            pulse.await(part.thenApply(nothing -> true), "the end of a publisher or of a mover");
        } catch (IllegalStateException failed) {
            if (failed.getCause() instanceof Pulse.Stalled stalled) {
                throw stalled;
            }
            throw failed;
        }
    }

    Plan plan() {
        return plan;
    }

    CallLog log() {
        return log;
    }

    List<Stage> stages() {
        return stages;
    }

    /** How many walks each chain published itself when it was closed; those that published none are left out. */
    Map<String, Integer> closing() {
        return closing;
    }

    /** Ends all that runs: nothing is recorded or called any more. */
    @Override
    public void close() {
        stages.forEach(stage -> stage.cast().curtain());
        threads.shutdownNow();
        timer.shutdownNow();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
