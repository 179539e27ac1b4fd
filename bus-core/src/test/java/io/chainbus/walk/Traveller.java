package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Lineup;
import io.chainbus.chain.Places;
import io.chainbus.event.Phase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Takes one walk from place to place and answers for whoever it visits. */
final class Traveller {

    private final Walk<String> walk;
    private final List<String> visited = new ArrayList<>();
    private final List<Walk.Next> decisions = new ArrayList<>();
    private int place;

    private Traveller(Walk<String> walk) {
        this.walk = walk;
        this.place = walk.first();
        endIfNowhere();
    }

    static Traveller with(Phase phase, Places targets) {
        return new Traveller(walk(7, "k", phase, targets));
    }

    /** On the way to everybody. */
    static Traveller with(Phase phase, Lineup lineup) {
        return with(phase, Places.all(lineup.route()));
    }

    static Walk<String> walk(long number, String key, Phase phase, Places targets) {
        Publication<String> publication =
                new Published<>(number, key, "payload of " + key, phase, Cause.FORWARD, receipt -> {});
        return new Walk<>(publication, "chain", targets);
    }

    Walk<String> walk() {
        return walk;
    }

    /** Whose turn it is, or nobody's: an empty string. */
    String at() {
        return walk.ended() ? "" : walk.route().member(place).id();
    }

    int place() {
        return place;
    }

    Traveller ok() {
        return answer(Verdict.ok());
    }

    Traveller done() {
        return answer(Verdict.done());
    }

    Traveller stop() {
        return answer(Verdict.stop());
    }

    Traveller veto() {
        return answer(Verdict.veto(at() + " refuses"));
    }

    Traveller answer(Verdict verdict) {
        return answer(verdict, Source.HANDLER);
    }

    Traveller answer(Verdict verdict, Source source) {
        assertThat(walk.visits(place)).as("visits %s", at()).isTrue();
        visited.add((walk.undoing() ? "undo " : "") + at());
        Walk.Next next = walk.visited(place, verdict, source);
        decisions.add(next);
        assertThat(walk.ended()).isEqualTo(next == Walk.Next.END);
        return goOn();
    }

    Traveller skip(Skip why) {
        walk.skipped(place, why);
        return goOn();
    }

    private Traveller goOn() {
        if (!walk.ended()) {
            place = walk.next(place);
            endIfNowhere();
        }
        return this;
    }

    private void endIfNowhere() {
        if (place == Places.NOWHERE) {
            walk.exhausted();
        }
    }

    /** Who was visited, in that order; visits of the undo are marked so. */
    List<String> visited() {
        return visited;
    }

    List<Walk.Next> decisions() {
        return decisions;
    }

    List<String> holders() {
        return Lineup.ids(walk.holders());
    }

    Outcome outcome() {
        return walk.outcome().orElseThrow();
    }

    Receipt<String> receipt() {
        return walk.receipt();
    }
}
