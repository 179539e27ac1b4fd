package io.chainbus.torture.run;

import io.chainbus.event.Phase;
import io.chainbus.torture.plan.Event;
import io.chainbus.torture.plan.Step;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries a publisher's steps out, some at the same time; its own thread's. */
final class Publisher implements Runnable {

    /** So many cycles are under way at once. */
    private static final int AHEAD = 8;

    /** So many keys stay up, so that somebody who joins has something to be told. */
    private static final int KEPT_UP = 6;

    private record Up(Stage stage, Event event) {}

    private final List<Step> steps;
    private final List<Stage> stages;
    private final Runnable progress;
    private final Queue<CompletionStage<?>> ahead = new ArrayDeque<>();
    private final Queue<Up> up = new ArrayDeque<>();

    Publisher(List<Step> steps, List<Stage> stages, Runnable progress) {
        this.steps = steps;
        this.stages = stages;
        this.progress = progress;
    }

    @Override
    public void run() {
        for (Step step : steps) {
            take(step, stages.get(step.chain()));
            progress.run();
            if (ahead.size() >= AHEAD) {
                awaitOne(stages.get(step.chain()).pulse());
            }
        }
    }

    private void awaitOne(Pulse pulse) {
        CompletionStage<?> oldest = ahead.poll();
        if (oldest != null) {
            pulse.await(CompletableFuture.completedFuture(true).thenCombine(oldest, (yes, any) -> yes), "a receipt");
        }
    }

    private void take(Step step, Stage stage) {
        if (step instanceof Step.Cycle cycle) {
            cycle(stage, new Event(cycle.key(), cycle.serial(), false));
        } else if (step instanceof Step.Careless careless) {
            Phase phase = stage.protocol().all().get(careless.phase());
            ahead.add(stage.publish(phase, new Event(careless.key(), careless.serial(), false)));
        } else if (step instanceof Step.Burst burst) {
            CompletableFuture<?>[] receipts = new CompletableFuture<?>[burst.events()];
            for (int event = 0; event < burst.events(); event++) {
                Event one = new Event("burst" + event, burst.serial(), true);
                receipts[event] = stage.publish(stage.protocol().told(), one).toCompletableFuture();
            }
            ahead.add(CompletableFuture.allOf(receipts).thenApply(nothing -> true));
        }
    }

    private void cycle(Stage stage, Event event) {
        Protocol protocol = stage.protocol();
        Phase last = protocol.up().get(protocol.up().size() - 1);
        protocol.up().stream().filter(phase -> phase != last).forEach(phase -> stage.publish(phase, event));
        ahead.add(stage.publish(last, event).thenCompose(receipt -> {
            stage.pulse().beat();
            if (receipt.success()) {
                return stage.publish(protocol.told(), event);
            }
            return vetoed(receipt) ? stage.publish(protocol.down(), event) : CompletableFuture.completedFuture(receipt);
        }));
        up.add(new Up(stage, event));
        if (up.size() > KEPT_UP) {
            Up oldest = up.remove();
            ahead.add(oldest.stage().publish(oldest.stage().protocol().down(), oldest.event()));
        }
    }

    private static boolean vetoed(Receipt<Event> receipt) {
        return receipt.outcome() instanceof Outcome.Vetoed;
    }
}
