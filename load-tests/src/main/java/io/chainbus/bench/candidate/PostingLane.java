package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Completion;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Panel;

/** Of a bus that delivers on the caller's thread: one event at a time. */
final class PostingLane implements Lane {

    private final Posting bus;
    private final Event[] events;
    private final Panel.Account account;
    private final Completion completion;

    PostingLane(Setup setup, int number, Posting bus, Completion completion) {
        this.bus = bus;
        this.events = Events.of(number, setup.share());
        this.account = setup.panel().account(number);
        this.completion = completion;
    }

    @Override
    public void publish(long due) {
        long number = account.next();
        // As many objects as elsewhere, so that nobody has all of them in the nearest cache.
        Event event = events[(int) (number % events.length)];
        event.begin(number);
        event.due(due);
        bus.post(event);
        completion.over(event);
    }

    @Override
    public void drain() {
        // Nothing is on its way.
    }
}
