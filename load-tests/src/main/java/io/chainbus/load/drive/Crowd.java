package io.chainbus.load.drive;

import io.chainbus.event.ModulePhase;
import io.chainbus.load.plan.HandlerTime;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The subscribers, who count their calls themselves: nothing that the bus says goes into these counts. */
final class Crowd {

    /** No handler takes that long: a deadline that is missed is a fault of the bus, or of a machine that stood still. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final Verdict VETO = Verdict.veto("the load's vetoes");
    private static final CompletionStage<Verdict> OK = CompletableFuture.completedFuture(Verdict.ok());

    private final LoadPlan plan;
    private final List<Worker> workers = new ArrayList<>();

    Crowd(LoadPlan plan) {
        this.plan = plan;
        for (int number = 0; number < plan.subscribers(); number++) {
            workers.add(new Worker(number, plan.handlerTime(), plan.random("handlers", number)));
        }
    }

    /** One of the subscribers: always the same place, and the same counts when it comes back. */
    Subscriber<Event> subscriber(int number) {
        Worker worker = workers.get(number);
        Subscriber.Builder<Event> builder =
                Subscriber.<Event>named(id(number)).priority(-number).deadline(DEADLINE);
        return plan.work() == LoadPlan.Work.ASYNC
                ? builder.asyncHandler(worker::later)
                : builder.handler(worker::atOnce);
    }

    static String id(int number) {
        return "s" + number;
    }

    /** How often handlers were called. */
    long calls() {
        return workers.stream().mapToLong(worker -> worker.calls.get()).sum();
    }

    /** How many vetoes they gave. */
    long vetoes() {
        return workers.stream().mapToLong(worker -> worker.vetoes.get()).sum();
    }

    /** Called by one thread at a time, which knows of what was before: it runs inside its subscriber's actor. */
    private static final class Worker {
        private final int number;
        private final HandlerTime time;
        private final SplittableRandom random;
        private final Count calls = new Count();
        private final Count vetoes = new Count();

        Worker(int number, HandlerTime time, SplittableRandom random) {
            this.number = number;
            this.time = time;
            this.random = random;
        }

        Verdict atOnce(Visit<Event> visit) {
            if (!time.none()) {
                long begun = System.nanoTime();
                long nanos = (long) time.sample(random);
                while (System.nanoTime() - begun < nanos) {
                    Thread.onSpinWait();
                }
            }
            return answer(visit);
        }

        CompletionStage<Verdict> later(Visit<Event> visit) {
            Verdict verdict = answer(visit);
            if (time.none()) {
                return verdict == VETO ? CompletableFuture.completedFuture(verdict) : OK;
            }
            return new CompletableFuture<Verdict>()
                    .completeOnTimeout(verdict, (long) time.sample(random), TimeUnit.NANOSECONDS);
        }

        private Verdict answer(Visit<Event> visit) {
            calls.increment();
            if (visit.payload().vetoer() == number && visit.phase() == ModulePhase.COMING) {
                vetoes.increment();
                return VETO;
            }
            return Verdict.ok();
        }
    }
}
