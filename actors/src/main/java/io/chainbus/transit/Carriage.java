package io.chainbus.transit;

/**
 * Carries a train from subscriber to subscriber on one thread: the walks stay in that core's cache, and a hop costs no
 * message. It goes on as long as nobody is inside of the next subscriber, for at most the budget of a stop; other
 * trains are carried by other threads meanwhile. It is a task of its own and nobody's actor's, so that a handler that
 * hangs takes nobody along but its own subscriber.
 */
final class Carriage<T> implements Runnable {

    private final Rail<T> rail;
    private final Trip<T> trip;

    Carriage(Rail<T> rail, Trip<T> trip) {
        this.rail = rail;
        this.trip = trip;
    }

    @Override
    public void run() {
        long began = System.nanoTime();
        Trip<T> onward = trip;
        while (onward != null) {
            int place = onward.claim().awaits();
            if (place < 0) {
                // It was taken while it waited, and may be anywhere by now.
                return;
            }
            SubscriberShell<T> shell = onward.at(place).enter();
            if (shell == null) {
                rail.hand(onward, place);
                return;
            }
            onward = shell.comeBy(onward, place);
            if (onward != null && System.nanoTime() - began >= rail.budgetNanos()) {
                rail.carry(onward);
                return;
            }
        }
    }
}
