package io.chainbus.bench.event;

/**
 * What a candidate promises of the order of deliveries, and is held to.
 *
 * @param order between the subscribers that one event visits
 * @param sequenced whether each subscriber gets the events of one publisher in the order of publishing
 */
public record Expectation(Order order, boolean sequenced) {

    /** How many priorities those candidates use whose priorities stand in annotations. */
    public static final int PRIORITIES = 4;

    /** The place of a subscriber on an event's way; several share one where the order is by priority. */
    int place(int index, int subscribers) {
        return order == Order.BY_PRIORITY ? priority(index, subscribers) : index;
    }

    /** Which of the priorities the subscriber has: 0 is the highest. */
    public static int priority(int index, int subscribers) {
        return (int) ((long) index * PRIORITIES / subscribers);
    }
}
