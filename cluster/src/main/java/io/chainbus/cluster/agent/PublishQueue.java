package io.chainbus.cluster.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher has published and has no receipt for, in order; which of it has been sent; and what is to be sent again.
 *
 * <pre>
 *      below          sent          last
 *   ─────┼──────────────┼─────────────┤
 *  receipt│ sent, some have receipts │ not sent
 * </pre>
 *
 * <p>Not thread-safe.
 *
 * @param <E> what is published
 */
final class PublishQueue<E> {

    /** Beginning with {@link #below}; empty where there is a receipt. */
    private final ArrayDeque<Slot<E>> slots = new ArrayDeque<>();

    private final Map<Long, Slot<E>> byNumber = new HashMap<>();
    private long below = 1;
    private long sent;
    private long last;

    private static final class Slot<E> {
        @Nullable
        E event;

        Slot(E event) {
            this.event = event;
        }
    }

    /** A published event and its number. */
    record Numbered<E>(long number, E event) {}

    /** Has that published next. */
    void add(E event) {
        Slot<E> slot = new Slot<>(event);
        slots.add(slot);
        byNumber.put(++last, slot);
    }

    /** All below have receipts. */
    long below() {
        return below;
    }

    /** The highest number that has been sent. */
    long sent() {
        return sent;
    }

    boolean isEmpty() {
        return byNumber.isEmpty();
    }

    /** Whether anything has not been sent. */
    boolean anyToSend() {
        return sent < last;
    }

    /** What goes into the next message: as many as there are, but no more than that many, and not more bytes. */
    List<Numbered<E>> take(int count, int bytes, ToIntFunction<E> size) {
        List<Numbered<E>> taken = new ArrayList<>();
        int room = bytes;
        while (sent < last && taken.size() < count) {
            Slot<E> slot = byNumber.get(sent + 1);
            E event = slot == null ? null : slot.event;
            if (event == null) {
                if (!taken.isEmpty()) {
                    break;
                }
                sent++;
                continue;
            }
            room -= size.applyAsInt(event);
            if (room < 0 && !taken.isEmpty()) {
                break;
            }
            taken.add(new Numbered<>(++sent, event));
        }
        return taken;
    }

    /** What has been waiting longest, if that has been sent. */
    @Nullable
    Numbered<E> oldest() {
        Slot<E> slot = slots.peek();
        E event = slot == null ? null : slot.event;
        return event == null || below > sent ? null : new Numbered<>(below, event);
    }

    /** There is a receipt for that; absent if there was one before. */
    @Nullable
    E received(long number) {
        Slot<E> slot = byNumber.remove(number);
        if (slot == null) {
            return null;
        }
        E event = slot.event;
        slot.event = null;
        pass();
        return event;
    }

    /** What has its receipt is not sent again, even if it was to be. */
    private void pass() {
        while (!slots.isEmpty() && slots.element().event == null) {
            slots.remove();
            below++;
        }
        sent = Math.max(sent, below - 1);
    }

    /** From that number on all is to be sent again; from the oldest without a receipt on, if that is later. */
    void rewind(long next) {
        sent = Math.min(sent, Math.max(next, below) - 1);
    }

    /** Takes out all that has been sent. */
    void dropSent(Consumer<E> dropped) {
        drop(sent, dropped);
    }

    /** Takes out all. */
    void dropAll(Consumer<E> dropped) {
        drop(last, dropped);
        sent = last;
    }

    private void drop(long upTo, Consumer<E> dropped) {
        for (long number = below; number <= upTo; number++) {
            Slot<E> slot = byNumber.remove(number);
            E event = slot == null ? null : slot.event;
            if (slot != null && event != null) {
                slot.event = null;
                dropped.accept(event);
            }
        }
        pass();
    }
}
