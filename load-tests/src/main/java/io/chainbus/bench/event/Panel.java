package io.chainbus.bench.event;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All subscribers of a trial, and what its publishers have published: what arrived is held against what was sent. */
public final class Panel {

    private final List<Receiver> receivers;
    private final List<Account> accounts;

    /**
     * @param work what a subscriber does with an event, in units of {@link Work}
     */
    public Panel(int subscribers, int publishers, Expectation expectation, long work) {
        this.receivers = IntStream.range(0, subscribers)
                .mapToObj(index -> new Receiver(index, subscribers, publishers, expectation, work))
                .toList();
        this.accounts =
                IntStream.range(0, publishers).mapToObj(lane -> new Account()).toList();
    }

    /** What one publisher has published; used by its thread alone. */
    public static final class Account {
        private long published;
        private long refused;

        private Account() {}

        /** The number of its next event. */
        public long next() {
            return published++;
        }

        /** An event came to another end than it should have. */
        public void refuse() {
            refused++;
        }

        public long published() {
            return published;
        }
    }

    public List<Receiver> receivers() {
        return receivers;
    }

    public int publishers() {
        return accounts.size();
    }

    public Account account(int lane) {
        return accounts.get(lane);
    }

    /** How many events of a publisher all subscribers have had. */
    public long delivered(int lane) {
        long least = Long.MAX_VALUE;
        for (Receiver receiver : receivers) {
            least = Math.min(least, receiver.tally(lane).count());
        }
        return least;
    }

    /** How many events have been published in all. */
    public long published() {
        return accounts.stream().mapToLong(Account::published).sum();
    }

    /**
     * What does not agree, once all publishers and subscribers are at rest; nothing if every event was delivered to every
     * subscriber once, and in the order that was promised.
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (int lane = 0; lane < accounts.size(); lane++) {
            Account account = accounts.get(lane);
            if (account.refused != 0) {
                faults.add("%d of %d events of publisher %d came to another end than success"
                        .formatted(account.refused, account.published, lane));
            }
            for (Receiver receiver : receivers) {
                addFaults(faults, lane, account.published, receiver);
            }
        }
        return faults;
    }

    private static void addFaults(List<String> faults, int lane, long published, Receiver receiver) {
        Tally tally = receiver.tally(lane);
        String who = "subscriber %d, publisher %d".formatted(receiver.index(), lane);
        if (tally.count() != published) {
            faults.add("%s: %d deliveries of %d events".formatted(who, tally.count(), published));
        } else if (tally.sum() != published * (published - 1) / 2) {
            faults.add("%s: as many deliveries as events, but not of each event one".formatted(who));
        }
        if (tally.misplaced() != 0) {
            faults.add("%s: %d deliveries out of the promised order".formatted(who, tally.misplaced()));
        }
    }
}
