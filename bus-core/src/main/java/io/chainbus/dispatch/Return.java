package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Member;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.Walk;

/**
 * A durable subscriber comes back (promise P3c). It has never left: what it holds it holds, and what it accepts while it
 * is told what it has missed it holds from that moment on, whether it gets back in or not. So it is told only what it
 * does not hold.
 *
 * @param told whether it is to be told what it has missed
 */
record Return<S, T>(Member<S> kept, boolean told, Ledger<T> ledger, Absences<S, T> absences) implements Arrival<S, T> {

    @Override
    public boolean hears(Acquisition<T> acquisition) {
        return told && !acquisition.heldBy(kept);
    }

    @Override
    public boolean hearsAll() {
        return told;
    }

    @Override
    public boolean mayEnter() {
        return absences.settled(kept);
    }

    @Override
    public void accepted(Walk<T> replay) {
        ledger.holds(replay.key(), replay.phase(), kept);
    }

    @Override
    public void undone(Walk<T> replay) {
        ledger.letGo(replay.key(), replay.phase(), kept);
    }

    @Override
    public JoinReply.Joined<S> entered(Admission.Admitted<S> admitted, Iterable<Walk<T>> held) {
        return new JoinReply.Joined<>(admitted, true, absences.end(kept));
    }
}
