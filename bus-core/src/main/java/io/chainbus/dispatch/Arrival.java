package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.Walk;
import java.util.List;

/** What somebody is who joins: one that is new to the chain, or a durable one that comes back (promise P3c). */
interface Arrival<S, T> {

    /** Whether it is to be told of that. */
    boolean hears(Acquisition<T> acquisition);

    /** Whether it is to be told everything, so that it enters when no acquire is under way. */
    boolean hearsAll();

    /** Whether nothing else has to end before it enters. */
    boolean mayEnter();

    /** It accepted that replay. */
    void accepted(Walk<T> replay);

    /** It was made to undo that replay, which it had accepted. */
    void undone(Walk<T> replay);

    /**
     * It is in.
     *
     * @param held the replays that it accepted and has not undone
     */
    JoinReply.Joined<S> entered(Admission.Admitted<S> admitted, Iterable<Walk<T>> held);

    /** It holds nothing before it is on the chain, and what it accepted meanwhile when it is. */
    record Newcomer<S, T>(Ledger<T> ledger) implements Arrival<S, T> {

        @Override
        public boolean hears(Acquisition<T> acquisition) {
            return true;
        }

        @Override
        public boolean hearsAll() {
            return true;
        }

        @Override
        public boolean mayEnter() {
            return true;
        }

        @Override
        public void accepted(Walk<T> replay) {}

        @Override
        public void undone(Walk<T> replay) {}

        @Override
        public JoinReply.Joined<S> entered(Admission.Admitted<S> admitted, Iterable<Walk<T>> held) {
            for (Walk<T> walk : held) {
                ledger.holds(walk.key(), walk.phase(), admitted.member());
            }
            return new JoinReply.Joined<>(admitted, false, List.of());
        }
    }
}
