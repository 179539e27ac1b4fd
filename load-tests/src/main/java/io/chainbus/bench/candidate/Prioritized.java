package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Expectation;
import io.chainbus.bench.event.Receiver;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.greenrobot.eventbus.Subscribe;

/**
 * Subscribers whose priority stands in an annotation, so that there are as many priorities as there are classes here.
 * Public, since their methods are called by reflection.
 */
public abstract class Prioritized {

    private final Receiver receiver;

    private Prioritized(Receiver receiver) {
        this.receiver = receiver;
    }

    static Prioritized of(Receiver receiver, int subscribers) {
        return switch (Expectation.priority(receiver.index(), subscribers)) {
            case 0 -> new Highest(receiver);
            case 1 -> new High(receiver);
            case 2 -> new Low(receiver);
            default -> new Lowest(receiver);
        };
    }

    void receive(Event event) {
        receiver.receive(event);
    }

    /** Called before all others. */
    @Listener(references = References.Strong)
    public static final class Highest extends Prioritized {
        Highest(Receiver receiver) {
            super(receiver);
        }

        @Subscribe(priority = 4)
        @Handler(priority = 4)
        public void on(Event event) {
            receive(event);
        }
    }

    /** Called after {@link Highest}. */
    @Listener(references = References.Strong)
    public static final class High extends Prioritized {
        High(Receiver receiver) {
            super(receiver);
        }

        @Subscribe(priority = 3)
        @Handler(priority = 3)
        public void on(Event event) {
            receive(event);
        }
    }

    /** Called after {@link High}. */
    @Listener(references = References.Strong)
    public static final class Low extends Prioritized {
        Low(Receiver receiver) {
            super(receiver);
        }

        @Subscribe(priority = 2)
        @Handler(priority = 2)
        public void on(Event event) {
            receive(event);
        }
    }

    /** Called after all others. */
    @Listener(references = References.Strong)
    public static final class Lowest extends Prioritized {
        Lowest(Receiver receiver) {
            super(receiver);
        }

        @Subscribe(priority = 1)
        @Handler(priority = 1)
        public void on(Event event) {
            receive(event);
        }
    }
}
