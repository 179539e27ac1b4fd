package io.chainbus.history.check;

import io.chainbus.history.Recorded;

/**
 * Walks that visit one subscriber only: a replay, to one that is about to join; a teardown, to one that leaves. The
 * undo of a replay may stand in a walk that was accepted, and has ended, long before.
 */
final class PrivateRule {

    private PrivateRule() {}

    static void judge(Account account) {
        Trail trail = account.trail();
        AttendanceRule.twice(trail);
        Trail.Step first = null;
        for (Trail.Step visit : account.visits().values()) {
            if (first != null) {
                trail.broken(
                        Promise.P8,
                        "visits " + visit.subscriber() + ", and is for " + first.subscriber() + " alone",
                        first.mark(),
                        visit.mark());
                continue;
            }
            first = visit;
            if (trail.published.cause() == Recorded.Cause.REPLAY
                    && !account.start().up()) {
                trail.broken(
                        Promise.P6,
                        "replays to " + visit.subscriber() + " what the key is not up in",
                        account.start().mark(),
                        visit.mark());
            }
            if (trail.published.cause() == Recorded.Cause.TEARDOWN && visit.member() != null) {
                teardown(account, visit, visit.member());
            }
            if (trail.isRelease()
                    && visit.member() != null
                    && !account.start().holders().containsKey(visit.member())) {
                trail.broken(
                        Promise.P3,
                        "visits " + visit.subscriber() + ", which does not hold the key",
                        account.start().mark(),
                        visit.mark());
            }
        }
    }

    /** P7: by a release, and the newest key first. */
    private static void teardown(Account account, Trail.Step visit, Member leaver) {
        Trail trail = account.trail();
        if (!trail.isRelease()) {
            trail.broken(
                    Promise.P7,
                    "is a teardown, and releases nothing",
                    account.start().mark(),
                    visit.mark());
        }
        Member.LetGo earlier = leaver.letGo;
        long newest = account.start().newestHolds().getOrDefault(leaver, 0L);
        if (earlier != null && earlier.up() < newest) {
            trail.broken(
                    Promise.P7,
                    "lets " + leaver + " go of a key that came up after the one before",
                    earlier.mark(),
                    visit.mark());
        }
        leaver.letGo = new Member.LetGo(newest, visit.mark());
    }
}
