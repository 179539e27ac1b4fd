package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A bus that is published to on lanes, one for each publisher, each with a thread of its own; single and paced events too,
 * since there are buses that want to know no thread but their one publisher's.
 */
final class LaneBus implements Bus {

    private final Setup setup;
    private final LaneMaker maker;
    private final Lapping lapping;
    private final Runnable close;
    private final ExecutorService publishers;
    private final List<Lane> lanes;

    /** Makes the lane of a publisher. */
    @FunctionalInterface
    interface LaneMaker {
        Lane lane(int number, Completion completion);
    }

    /** Takes single events around. */
    @FunctionalInterface
    interface Lapping {
        void lap(Laps laps);
    }

    private LaneBus(Setup setup, LaneMaker maker, Lapping lapping, Runnable close) {
        this.setup = setup;
        this.maker = maker;
        this.lapping = lapping;
        this.close = close;
        this.publishers = Executors.newFixedThreadPool(setup.publishers());
        this.lanes = lanes(Completion.NONE);
    }

    /** One that delivers on the caller's thread. */
    static Bus posting(Setup setup, Posting posting, Runnable close) {
        LaneMaker maker = (number, completion) -> new PostingLane(setup, number, posting, completion);
        return new LaneBus(setup, maker, byLane(maker), close);
    }

    /** One whose subscribers have threads of their own. */
    static Bus sending(Setup setup, Sending sending, Runnable close) {
        LaneMaker maker = (number, completion) -> new SendingLane(setup, number, sending, completion);
        return new LaneBus(setup, maker, byLane(maker), close);
    }

    /** One whose subscribers are actors, and that is lapped from inside an actor. */
    static Bus sending(Setup setup, Sending sending, Lapping lapping, Runnable close) {
        return new LaneBus(
                setup, (number, completion) -> new SendingLane(setup, number, sending, completion), lapping, close);
    }

    /** One that answers, and that is lapped from inside an actor. */
    static Bus answering(Setup setup, Answering<?> answering, Lapping lapping, Runnable close) {
        return new LaneBus(
                setup, (number, completion) -> answering(setup, number, answering, completion), lapping, close);
    }

    private static <R> Lane answering(Setup setup, int number, Answering<R> answering, Completion completion) {
        return new AnsweringLane<>(setup, number, answering, completion);
    }

    private static Lapping byLane(LaneMaker maker) {
        return laps -> {
            Lane lane = maker.lane(0, Completion.NONE);
            boolean more = true;
            while (more) {
                long start = System.nanoTime();
                lane.publish();
                lane.drain();
                more = laps.took(System.nanoTime() - start);
            }
        };
    }

    private List<Lane> lanes(Completion completion) {
        List<Lane> made = new ArrayList<>();
        for (int number = 0; number < setup.publishers(); number++) {
            made.add(maker.lane(number, completion));
        }
        return made;
    }

    @Override
    public void flow(Until until) {
        CompletableFuture.allOf(lanes.stream()
                        .map(lane -> CompletableFuture.runAsync(() -> flow(lane, until), publishers))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private void flow(Lane lane, Until until) {
        do {
            for (int i = 0; i < setup.batch(); i++) {
                lane.publish();
            }
        } while (!until.over());
        lane.drain();
    }

    @Override
    public void lap(Laps laps) {
        onPublisher(() -> {
            lapping.lap(laps);
            // The last to have the event says so before it counts it.
            lanes.get(0).drain();
        });
    }

    @Override
    public void pace(Pace pace, Completion completion) {
        onPublisher(() -> {
            Lane lane = maker.lane(0, completion);
            for (long due = pace.awaitNext(); due != Pace.ENDED; due = pace.awaitNext()) {
                lane.publish(due);
            }
            lane.drain();
        });
    }

    private void onPublisher(Runnable task) {
        CompletableFuture.runAsync(task, publishers).join();
    }

    @Override
    public void close() {
        publishers.shutdown();
        close.run();
    }
}
