package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Completion;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Panel;
import java.util.concurrent.locks.LockSupport;

/**
 * Of a bus that says nothing of when events arrive: the subscribers' own counts are looked at, now and then, so that no
 * more than a window of events is on its way.
 */
final class SendingLane implements Lane {

    /** So often a look at the counts finds too little before the core is left to others for a moment. */
    private static final int LOOKS = 100;

    private final Setup setup;
    private final int number;
    private final Sending bus;
    private final Event[] events;
    private final Panel.Account account;
    private final Completion completion;
    /** So many may be published before the counts have to be looked at again. */
    private long room;

    SendingLane(Setup setup, int number, Sending bus, Completion completion) {
        this.setup = setup;
        this.number = number;
        this.bus = bus;
        this.events = Events.of(number, setup.share());
        this.account = setup.panel().account(number);
        this.completion = completion;
        this.room = events.length;
    }

    @Override
    public void publish(long due) {
        if (room == 0) {
            // Half a window at least, so that publisher and subscribers do not wait for each other at each event.
            room = events.length - awaitAtMost(events.length / 2);
        }
        room--;
        long next = account.next();
        Event event = events[(int) (next % events.length)];
        event.begin(next);
        event.due(due);
        if (completion != Completion.NONE) {
            event.await(setup.subscribers(), completion);
        }
        bus.send(event);
    }

    @Override
    public void drain() {
        awaitAtMost(0);
        room = events.length;
    }

    /** Waits until at most so many are on their way, and says how many are. */
    @SuppressWarnings("ThreadPriorityCheck") // on few cores others have to run meanwhile
    private long awaitAtMost(long most) {
        long deadline = System.nanoTime() + setup.patience().toNanos();
        int looks = 0;
        while (true) {
            long underWay = account.published() - setup.panel().delivered(number);
            if (underWay <= most) {
                return underWay;
            }
            if (++looks % LOOKS != 0) {
                Thread.yield();
            } else if (System.nanoTime() - deadline > 0) {
                throw new DeliveriesLostException(underWay);
            } else {
                LockSupport.parkNanos(1);
            }
        }
    }
}
