package io.chainbus.history.check;

import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Turn;

/** Visits like others, but for one thing. */
final class Turns {

    private Turns() {}

    static Turn by(Turn turn, String subscriber) {
        return new Turn(
                turn.walk(),
                turn.step(),
                subscriber,
                turn.phase(),
                turn.verdict(),
                turn.source(),
                turn.from(),
                turn.to(),
                turn.reason());
    }

    static Turn at(Turn turn, long from, long to) {
        return new Turn(
                turn.walk(),
                turn.step(),
                turn.subscriber(),
                turn.phase(),
                turn.verdict(),
                turn.source(),
                from,
                to,
                turn.reason());
    }

    static Turn in(Turn turn, String phase) {
        return new Turn(
                turn.walk(),
                turn.step(),
                turn.subscriber(),
                phase,
                turn.verdict(),
                turn.source(),
                turn.from(),
                turn.to(),
                turn.reason());
    }

    static Turn saying(Turn turn, Verdict verdict) {
        return new Turn(
                turn.walk(),
                turn.step(),
                turn.subscriber(),
                turn.phase(),
                verdict,
                turn.source(),
                turn.from(),
                turn.to(),
                turn.reason());
    }
}
