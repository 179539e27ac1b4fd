package io.chainbus.history.check;

import io.chainbus.history.Recorded;

/** A walk ends as its visits say: vetoed by who vetoed it (promise P4), stopped by who stopped it (P8). */
final class OutcomeRule {

    private OutcomeRule() {}

    static void judge(Account account) {
        Account.End end = account.end();
        if (end == null) {
            return;
        }
        Recorded.Outcome said = end.entry().outcome();
        Recorded.Outcome shown = account.outcomeByVisits();
        Trail.Step decisive = account.decisive();
        boolean aboutVeto = said == Recorded.Outcome.VETOED || shown == Recorded.Outcome.VETOED;
        Promise promise = aboutVeto ? Promise.P4 : Promise.P8;
        Mark reason = decisive == null ? account.start().mark() : decisive.mark();
        if (said != shown) {
            account.trail()
                    .broken(
                            promise,
                            "ended as " + said.text() + ", and by its visits it was " + shown.text(),
                            reason,
                            end.mark());
            return;
        }
        String by = end.entry().by();
        if (decisive != null && !by.isEmpty() && !by.equals(decisive.subscriber())) {
            account.trail()
                    .broken(
                            promise,
                            "was " + said.text() + " by " + decisive.subscriber() + ", and says that it was by " + by,
                            reason,
                            end.mark());
        }
    }
}
