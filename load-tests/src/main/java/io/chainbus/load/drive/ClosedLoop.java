package io.chainbus.load.drive;

import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Profile;

/** A publisher that keeps so many of its events in flight; its own thread's. */
final class ClosedLoop implements Runnable {

    private final Lane lane;
    private final LoadPlan plan;
    private final Profile profile;
    private final int publisher;
    private final Timeline timeline;

    ClosedLoop(Lane lane, LoadPlan plan, int publisher, Timeline timeline) {
        this.lane = lane;
        this.plan = plan;
        this.profile = plan.wholeProfile();
        this.publisher = publisher;
        this.timeline = timeline;
    }

    @Override
    public void run() {
        boolean steady = profile.isSteady();
        int window = plan.inFlightOf(publisher, profile.peak());
        long now = System.nanoTime();
        while (!timeline.isOver(now)) {
            if (!steady) {
                window = plan.inFlightOf(publisher, profile.level(timeline.at(now)));
            }
            if (lane.hasRoom(window)) {
                lane.publish(now);
            } else {
                lane.awaitRoom(window);
            }
            now = System.nanoTime();
        }
    }
}
