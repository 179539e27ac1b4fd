package io.chainbus.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Departure;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.seeded.Seeds;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Random traffic: each event is explained, then takes its turn in the engine, and visits whom it was said to visit. */
class EngineAgreementTest {

    private static final List<Phase> PHASES = List.of(ModulePhase.values());

    @Test
    void the_walk_that_is_taken_is_the_one_that_was_explained() {
        Seeds.run(2_000, random -> {
            Holding holding = random.nextBoolean() ? Holding.ACCEPTED : Holding.CURRENT;
            Dispatcher<String, String> dispatcher =
                    new Dispatcher<>("modules", holding, PhaseSet.of(ModulePhase.values()));
            for (int step = 0; step < 30; step++) {
                changeMembership(dispatcher.membership(), random);
                Phase phase = PHASES.get(random.nextInt(PHASES.size()));
                String key = random.nextBoolean() ? "ext4" : "btrfs";
                publish(dispatcher, holding, key, phase, random);
            }
        });
    }

    private static void changeMembership(Membership<String> membership, RandomGenerator random) {
        String id = "s" + random.nextInt(6);
        switch (random.nextInt(4)) {
            case 0 -> membership.find(id).ifPresent(membership::remove);
            case 1 -> {
                String other = "s" + random.nextInt(6);
                Position position = Position.at(random.nextInt(3));
                membership.admit(new Candidate<>(
                        id, random.nextBoolean() ? position.after(other) : position, random.nextInt(5) == 0, id));
            }
            default -> {}
        }
    }

    private static void publish(
            Dispatcher<String, String> dispatcher, Holding holding, String key, Phase phase, RandomGenerator random) {
        Explanation explanation = DryRun.of(dispatcher.membership(), dispatcher.ledger(), holding, key, phase)
                .explain();
        dispatcher.accept(key, key, phase, Cause.FORWARD, receipt -> {});
        Departure<String, String> departure = dispatcher.depart(1);

        if (explanation.turn() instanceof Turn.Refused refused) {
            assertThat(departure.refused()).hasSize(1);
            assertThat(departure.refused().get(0).refusal()).isEqualTo(refused.refusal());
            return;
        }
        Walk<String> walk = departure.started().get(0);
        List<String> explained =
                explanation.visited().stream().map(Place::subscriber).toList();
        List<String> undone = new ArrayList<>();
        List<String> visited = new ArrayList<>();
        int vetoAt = walk(walk, visited, undone, random);
        assertThat(explained).startsWith(visited.toArray(String[]::new));
        if (walk.outcome().orElseThrow() instanceof Outcome.Completed) {
            assertThat(visited).isEqualTo(explained);
        }
        if (!undone.isEmpty()) {
            assertThat(explanation.undoneByVetoAt(vetoAt))
                    .extracting(Place::subscriber)
                    .containsSubsequence(undone);
        }
        if (!departure.atOnce().contains(walk)) {
            dispatcher.ended(walk);
        } else {
            assertThat(explained).isEmpty();
        }
    }

    /** Takes the walk; the turn at which it was vetoed and undone, or 0. */
    private static int walk(Walk<String> walk, List<String> visited, List<String> undone, RandomGenerator random) {
        int turned = 0;
        int place = walk.ended() ? Places.NOWHERE : walk.first();
        while (place != Places.NOWHERE) {
            Member<?> member = walk.route().member(place);
            (walk.undoing() ? undone : visited).add(member.id());
            Verdict verdict = random.nextInt(6) == 0
                    ? Verdict.veto("no")
                    : random.nextInt(3) == 0 ? Verdict.done() : Verdict.ok();
            Walk.Next next = walk.visited(place, verdict, Source.HANDLER);
            if (next == Walk.Next.END) {
                return turned;
            }
            if (next == Walk.Next.TURN) {
                turned = visited.size();
            }
            place = walk.next(place);
        }
        if (!walk.ended()) {
            walk.exhausted();
        }
        return turned;
    }
}
