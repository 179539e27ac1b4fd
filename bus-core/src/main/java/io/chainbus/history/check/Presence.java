package io.chainbus.history.check;

import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Promise P7, and who is who: a visit is of the member that its walk's route has under that id, and begins before that
 * member has left. While it is away its handler is not visited, nor is it later by walks that started meanwhile (P3).
 */
final class Presence {

    private final Roll roll;

    Presence(Roll roll) {
        this.roll = roll;
    }

    /** Whose visit it is; null when its walk cannot know that subscriber, which is then reported. */
    @Nullable
    Member attend(Trail trail, Trail.Start start, Turn turn, Mark mark) {
        if (trail.published.cause() == Recorded.Cause.REPLAY) {
            return roll.presentOrJoining(turn.subscriber());
        }
        Member member = trail.isPrivate()
                ? mostRecent(turn.subscriber())
                : start.route().member(turn.subscriber());
        if (member == null) {
            Member joining = roll.joining(turn.subscriber());
            if (joining != null && start.holders().containsKey(joining)) {
                return joining;
            }
            stranger(trail, start, turn, mark);
            return null;
        }
        silent(trail, start, member, turn, mark);
        member.visited = true;
        return member;
    }

    private @Nullable Member mostRecent(String id) {
        Member present = roll.present(id);
        if (present != null) {
            return present;
        }
        Member joining = roll.joining(id);
        return joining == null ? roll.departed(id) : joining;
    }

    /** Whether a visit of that id can only be of somebody who has left; its last line then. */
    @Nullable
    Mark left(String id) {
        Member departed = roll.departed(id);
        return roll.present(id) == null && roll.joining(id) == null && departed != null ? departed.gone : null;
    }

    private void stranger(Trail trail, Trail.Start start, Turn turn, Mark mark) {
        Mark gone = left(turn.subscriber());
        if (gone != null) {
            trail.broken(Promise.P7, "visits " + turn.subscriber() + " after it has left", gone, mark);
            return;
        }
        List<Mark> proof = new ArrayList<>(List.of(start.mark(), mark));
        Member present = roll.present(turn.subscriber());
        if (present != null && present.registered != null) {
            proof.add(present.registered);
        }
        String why = present == null ? "has never registered" : "joined after its route was taken";
        trail.broken(Promise.P8, "visits " + turn.subscriber() + ", which " + why, proof);
    }

    /**
     * A handler that unregisters itself goes on after the acknowledgement, which does not wait for it; what began
     * before may end after. Policies' verdicts are no visits of its handler.
     */
    private static void silent(Trail trail, Trail.Start start, Member member, Turn turn, Mark mark) {
        if (!turn.source().byHandler()) {
            return;
        }
        Mark gone = member.gone;
        if (gone != null) {
            boolean later = gone.before(start.mark())
                    || (mark.sameNode(gone)
                            && (turn.from() > gone.stamp().at()
                                    || mark.stamp().at() < gone.stamp().at()));
            if (later) {
                trail.broken(Promise.P7, "visits " + member + " after it has left", gone, mark);
            }
            return;
        }
        inSpiteOfBeingLost(trail, start, member, mark);
        inSpiteOfBeingAway(trail, start, member, turn, mark);
        if (!trail.isPrivate()) {
            inSpiteOfLeaving(start, member, turn, mark);
        }
    }

    /** A node that was gone when a walk started does not visit for it. */
    private static void inSpiteOfBeingLost(Trail trail, Trail.Start start, Member member, Mark mark) {
        Member.Unheard unheard = member.unheard;
        if (unheard != null && unheard.without().before(start.mark())) {
            trail.broken(
                    Promise.P8,
                    "visits " + member + ", without which a walk has gone on as of a node that is gone",
                    unheard.visit(),
                    unheard.without(),
                    mark);
        }
    }

    private static void inSpiteOfBeingAway(Trail trail, Trail.Start start, Member member, Turn turn, Mark mark) {
        Mark away = member.away;
        Mark back = member.back;
        if (away == null) {
            return;
        }
        boolean startedMeanwhile =
                away.before(start.mark()) && (back == null || start.mark().before(back));
        boolean begunMeanwhile = mark.sameNode(away)
                && turn.from() > away.stamp().at()
                && (back == null || turn.from() < back.stamp().at());
        if (startedMeanwhile || begunMeanwhile) {
            trail.broken(Promise.P3, "visits " + member + ", which is away, and not its policy", away, mark);
        }
    }

    /**
     * A walk that starts after another has passed the member as leaving does not visit it. Of walks that were under way,
     * one visit may have been about to begin when the leave was accepted, and take its time a moment later; not two.
     */
    private static void inSpiteOfLeaving(Trail.Start start, Member member, Turn turn, Mark mark) {
        Mark skipped = member.skipped;
        if (skipped == null || member.visitedInSpite != null) {
            return;
        }
        boolean begunSince =
                mark.sameNode(skipped) && turn.from() > skipped.stamp().at();
        if (skipped.before(start.mark()) || (begunSince && ++member.begunSinceSkipped > 1)) {
            member.visitedInSpite = mark;
        }
    }
}
