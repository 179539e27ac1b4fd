package io.chainbus.cluster.home;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has events written before anybody sees what follows from them: one batch at a time, and what comes up meanwhile is the
 * next. What follows is done in the order of the events. Single-threaded.
 */
final class Scribe {

    private final boolean durable;
    private final Consumer<Journal.Write> writer;

    private List<ChainEvent> events = new ArrayList<>();
    private List<Runnable> effects = new ArrayList<>();
    /** Of the batch that is being written. */
    private List<Runnable> waiting = List.of();

    private long batch;
    private boolean writing;

    /**
     * @param durable whether the journal keeps anything; if not, nobody waits for it
     */
    Scribe(boolean durable, Consumer<Journal.Write> writer) {
        this.durable = durable;
        this.writer = writer;
    }

    void write(ChainEvent event) {
        if (durable) {
            events.add(event);
        }
    }

    /** Has that written, and then does that. */
    void write(ChainEvent event, Runnable effect) {
        if (durable) {
            events.add(event);
        }
        effects.add(effect);
    }

    /** Does that when all is written that was to be written before. */
    void then(Runnable effect) {
        effects.add(effect);
    }

    /**
     * Lets the next batch go, if none is out.
     *
     * @return whether anything was done by that, so that there may be more to write
     */
    boolean flush() {
        if (writing || (effects.isEmpty() && events.isEmpty())) {
            return false;
        }
        List<Runnable> now = effects;
        effects = new ArrayList<>();
        if (events.isEmpty()) {
            now.forEach(Runnable::run);
            return true;
        }
        Journal.Write next = new Journal.Write(++batch, events);
        events = new ArrayList<>();
        waiting = now;
        writing = true;
        writer.accept(next);
        return false;
    }

    /** A batch is durable. */
    void written(long number) {
        if (number != batch || !writing) {
            throw new IllegalStateException("batch " + number + " is said to be written, and " + batch + " is out");
        }
        writing = false;
        List<Runnable> done = waiting;
        waiting = List.of();
        done.forEach(Runnable::run);
    }

    /** Whether all is written. */
    boolean idle() {
        return !writing && effects.isEmpty() && events.isEmpty();
    }
}
