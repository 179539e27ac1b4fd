package io.chainbus.history.check;

import org.jspecify.annotations.Nullable;

/** Judges a walk when it is over: each rule in its turn, the most particular first. */
final class WalkJudge {

    private WalkJudge() {}

    /**
     * What the walk came to, after everything that is wrong with it has been reported.
     *
     * @param end absent when the history ended before the walk: then nothing is missed that could still have come
     */
    static Account judge(Trail trail, Trail.Start start, Account.@Nullable End end) {
        Account account = Account.of(trail, start, end);
        if (trail.isPrivate()) {
            PrivateRule.judge(account);
            OrderRule.phase(account);
            TimingRule.judge(account);
            return account;
        }
        AttendanceRule.judge(account);
        UndoRule.judge(account);
        OutcomeRule.judge(account);
        OrderRule.judge(account);
        TimingRule.judge(account);
        Numbering.judge(trail);
        return account;
    }
}
