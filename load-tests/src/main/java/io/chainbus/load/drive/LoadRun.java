package io.chainbus.load.drive;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainProtocol.RegisterReply;
import io.chainbus.coordinator.ChainProtocol.Registered;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.load.figures.Accounts;
import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Interval;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.figures.Visits;
import io.chainbus.load.plan.Boundaries;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.recording.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.HdrHistogram.Histogram;

/** One load, from the first registration until its last event has ended. */
public final class LoadRun {

    private static final long LONGEST_TICK = 1_000_000_000;
    private static final long DRAIN_LOOK_NANOS = 20_000_000;

    private final LoadPlan plan;
    private final Witness witness;
    private final Stop stop;
    private final Chain<Event> chain;
    private final Crowd crowd;
    private final Meter meter = new Meter(Runtime.getRuntime().availableProcessors());
    private final List<Lane> lanes = new ArrayList<>();
    private final List<OpenLoop> openLoops = new ArrayList<>();
    private final List<Thread> publishers = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();

    private LoadRun(LoadPlan plan, Witness witness, Stop stop, Chain<Event> chain, Crowd crowd) {
        this.plan = plan;
        this.witness = witness;
        this.stop = stop;
        this.chain = chain;
        this.crowd = crowd;
    }

    /**
     * Blocks its caller until it is over.
     *
     * @param recorder records the history, or nothing
     * @param stop ends it early
     * @param patience for so long after the last answer others are waited for, when all has been published
     */
    public static Figures run(
            LoadPlan plan, ActorSystem<?> system, Recorder recorder, Witness witness, Stop stop, Duration patience) {
        ChainSpec<Event> spec =
                ChainSpec.named("load", Event.class).keyedBy(Event::key).history(recorder);
        Chain<Event> chain = Chainbus.get(system).chain(spec);
        LoadRun run = new LoadRun(plan, witness, stop, chain, new Crowd(plan));
        run.register();
        Figures figures = run.drive(patience);
        if (figures.warmUp().plus(figures.measured()).unanswered() == 0) {
            chain.close(CloseMode.DRAIN).toCompletableFuture().join();
        }
        return figures;
    }

    private void register() {
        List<CompletionStage<RegisterReply>> replies = new ArrayList<>();
        for (int number = 0; number < plan.subscribers(); number++) {
            replies.add(chain.register(crowd.subscriber(number)));
        }
        for (CompletionStage<RegisterReply> reply : replies) {
            RegisterReply answer = reply.toCompletableFuture().join();
            if (!(answer instanceof Registered)) {
                throw new IllegalStateException("a subscriber was refused: " + answer);
            }
        }
    }

    private Figures drive(Duration patience) {
        Boundaries boundaries =
                Boundaries.of(plan.warmUpNanos(), plan.pace().profile().nanos());
        Timeline timeline = new Timeline(System.nanoTime(), plan.warmUpNanos(), boundaries.end(), stop);
        for (int publisher = 0; publisher < plan.publishers(); publisher++) {
            publishers.add(thread(publisherOf(publisher, timeline), "load-publisher-" + publisher));
        }
        Churn churn = new Churn(chain, crowd, plan.subscribers(), plan.churn(), timeline);
        Thread churner = thread(churn, "load-churn");
        Sampler sampler = new Sampler(meter, lanes, plan.wholeProfile());
        publishers.forEach(Thread::start);
        churner.start();
        long ended = sample(sampler, boundaries, timeline);
        publishers.forEach(LoadRun::join);
        join(churner);
        drain(sampler, churn, patience);
        end(sampler, ended, timeline.at(System.nanoTime()));
        return figures(sampler, churn, Math.max(0, ended - plan.warmUpNanos()));
    }

    private Runnable publisherOf(int publisher, Timeline timeline) {
        Lane lane = new Lane(chain, meter, new Lane.Source(plan, publisher), timeline.measuredFrom());
        lanes.add(lane);
        if (plan.pace() instanceof Pace.Open open) {
            OpenLoop loop = new OpenLoop(lane, plan.scheduleOf(open, publisher), timeline);
            openLoops.add(loop);
            return loop;
        }
        return new ClosedLoop(lane, plan, publisher, timeline);
    }

    /** Samples until the end, and says when that was. */
    private long sample(Sampler sampler, Boundaries boundaries, Timeline timeline) {
        long at = 0;
        while (at < boundaries.end() && !stop.isAsked()) {
            long boundary = boundaries.after(at);
            while (at < boundary && !stop.isAsked()) {
                long next = Math.min(boundary, at + LONGEST_TICK);
                stop.await(next - timeline.at(System.nanoTime()));
                // Taken when it was time, if a little late; the rates are of the time that has really passed.
                at = timeline.at(System.nanoTime());
                witness.ticked(sampler.tick(at));
            }
            long from = intervals.isEmpty()
                    ? 0
                    : intervals.get(intervals.size() - 1).to();
            intervals.add(sampler.cut(at));
            witness.measured(from, at, sampler.measured());
            sampler.reset();
        }
        return at;
    }

    /** Waits for all that was published, and for those who are on their way, for as long as anything still comes. */
    private void drain(Sampler sampler, Churn churn, Duration patience) {
        long left = sampler.inFlight();
        long since = System.nanoTime();
        while (left > 0 || !churn.isOver()) {
            pause();
            long now = System.nanoTime();
            long open = sampler.inFlight();
            if (open != left) {
                left = open;
                since = now;
            } else if (now - since > patience.toNanos()) {
                return;
            }
        }
    }

    private static void pause() {
        new Stop().await(DRAIN_LOOK_NANOS);
    }

    private void end(Sampler sampler, long from, long to) {
        sampler.tick(to);
        witness.measured(from, to, sampler.measured());
        sampler.reset();
    }

    private Figures figures(Sampler sampler, Churn churn, long measuredNanos) {
        Gathered whole = sampler.whole();
        Map<Mix.Step, Latency> latency = new EnumMap<>(Mix.Step.class);
        for (Mix.Step step : Mix.Step.values()) {
            latency.put(step, Latency.of(whole.measured(step)));
        }
        Histogram lag = Latency.empty();
        openLoops.forEach(loop -> lag.add(loop.lag()));
        List<Interval> measured = intervals.stream()
                .filter(interval -> interval.from() >= plan.warmUpNanos())
                .toList();
        return new Figures(
                plan,
                measuredNanos,
                stop.isAsked(),
                openLoops.stream().mapToLong(OpenLoop::missed).sum(),
                measured.stream().mapToLong(Interval::ended).sum(),
                measured.stream().mapToLong(Interval::visits).sum(),
                latency,
                Latency.of(lag),
                accounts(true, whole.warmUp.getTotalCount()),
                accounts(
                        false,
                        latency.values().stream().mapToLong(Latency::count).sum()),
                new Visits(meter.visits(), crowd.calls(), meter.vetoed(true) + meter.vetoed(false), crowd.vetoes()),
                churn.moves(),
                intervals);
    }

    private Accounts accounts(boolean warmUp, long ended) {
        return new Accounts(
                lanes.stream().mapToLong(lane -> lane.published(warmUp)).sum(),
                ended,
                meter.vetoed(warmUp),
                meter.refused(warmUp),
                // Of a publish that fails it is not known when it was meant to start.
                warmUp ? 0 : lanes.stream().mapToLong(Lane::failed).sum());
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
