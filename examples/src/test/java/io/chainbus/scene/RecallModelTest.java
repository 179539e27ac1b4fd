package io.chainbus.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Departure;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.Holding;
import io.chainbus.dispatch.JoinReply;
import io.chainbus.dispatch.Leaver;
import io.chainbus.dispatch.Solo;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.explain.Absence;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random traffic through the engine's decisions, written down as it goes: what is recalled at any line explains every
 * event as the engine's own membership and ledger did at that moment.
 */
class RecallModelTest {

    private static final int RUNS = 300;
    private static final List<String> KEYS = List.of("ext4", "btrfs");
    private static final List<Phase> PHASES = List.of(ModulePhase.values());

    @Test
    void what_is_recalled_is_what_was() {
        long first = Long.getLong("chainbus.seed", new SplittableRandom().nextLong());
        int runs = System.getProperty("chainbus.seed") == null ? Integer.getInteger("chainbus.runs", RUNS) : 1;
        for (long seed = first; seed < first + runs; seed++) {
            try {
                new Run(new SplittableRandom(seed)).go();
            } catch (AssertionError failure) {
                throw new AssertionError("failed with seed " + seed + ", replay with -Dchainbus.seed=" + seed, failure);
            }
        }
    }

    /** What an explanation comes to in the words that both have: phases are the history's own objects on one side. */
    private record Walked(List<String> visits, List<String> absent, List<String> departed) {

        static Walked of(Explanation explanation) {
            return new Walked(
                    explanation.visited().stream()
                            .map(visit -> visit.subscriber() + ": " + visit.text())
                            .toList(),
                    explanation.absent().stream().map(Walked::absence).toList(),
                    explanation.departed().stream().map(Object::toString).toList());
        }

        private static String absence(Absence absence) {
            return absence.place() + " " + absence.subscriber() + ": "
                    + absence.why().text();
        }
    }

    private record Snapshot(int line, String key, String phase, Walked walked) {}

    private static final class Run {

        private final RandomGenerator random;
        private final Holding holding;
        private final Lines lines;
        private final Dispatcher<String, String> dispatcher;
        private final List<Snapshot> snapshots = new ArrayList<>();

        Run(RandomGenerator random) {
            this.random = random;
            this.holding = random.nextBoolean() ? Holding.ACCEPTED : Holding.CURRENT;
            this.lines = new Lines(holding == Holding.ACCEPTED ? Recorded.Holding.ACCEPTED : Recorded.Holding.CURRENT);
            this.dispatcher = new Dispatcher<>("modules", holding, PhaseSet.of(ModulePhase.values()));
        }

        void go() {
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(3) == 0) {
                    changeMembership();
                } else {
                    publish();
                }
                snapshot();
            }
            for (Snapshot snapshot : snapshots) {
                Scene scene = Recall.at(
                        new Recall.Moment.AtLine(snapshot.line()),
                        lines.source(),
                        Path.of("run.jsonl"),
                        snapshot.key(),
                        "modules");
                Phase phase = scene.phase(snapshot.phase()).orElseThrow();
                DryRun dryRun = DryRun.of(scene.membership(), scene.ledger(), scene.holding(), snapshot.key(), phase);
                assertThat(Walked.of(dryRun.explain()))
                        .as("line %s", snapshot.line())
                        .isEqualTo(snapshot.walked());
            }
        }

        private void snapshot() {
            String key = pick(KEYS);
            Phase phase = pick(PHASES);
            DryRun dryRun = DryRun.of(dispatcher.membership(), dispatcher.ledger(), holding, key, phase);
            snapshots.add(new Snapshot(lines.size(), key, phase.name(), Walked.of(dryRun.explain())));
        }

        private void changeMembership() {
            String id = "s" + random.nextInt(6);
            Member<String> member = dispatcher.membership().find(id).orElse(null);
            if (member != null && member.durable() && random.nextInt(3) > 0) {
                comeOrGo(member);
                return;
            }
            if (member != null) {
                if (!dispatcher.membership().isAway(member) && random.nextBoolean()) {
                    dispatcher.leave(member, new LettingGo(member));
                    alone();
                } else {
                    left(member);
                }
                return;
            }
            Position position = Position.at(random.nextInt(3));
            if (random.nextBoolean()) {
                position = position.after("s" + random.nextInt(6));
            }
            boolean observer = random.nextInt(5) == 0;
            Candidate<String> candidate = new Candidate<>(id, position, observer, random.nextBoolean(), id);
            if (random.nextBoolean()) {
                dispatcher.join(candidate, this::joined);
                alone();
            } else if (dispatcher.membership().admit(candidate) instanceof Admission.Admitted<String> admitted) {
                registered(admitted);
            }
        }

        private void comeOrGo(Member<String> member) {
            if (!dispatcher.membership().isAway(member)) {
                dispatcher.absences().begin(member);
                lines.add(new Entry.Away(member.id(), Recorded.Absence.LEFT));
                return;
            }
            boolean told = random.nextBoolean();
            dispatcher.comeBack(
                    new Candidate<>(member.id(), member.position(), member.observer(), true, member.id()),
                    told,
                    this::joined);
            alone();
        }

        private void left(Member<String> member) {
            dispatcher.absences().left(member);
            dispatcher.abandonLeave(member);
            dispatcher.membership().remove(member);
            lines.left(member.id());
        }

        /** Somebody who leaves with a teardown. */
        private final class LettingGo implements Leaver {

            private final Member<String> member;

            LettingGo(Member<String> member) {
                this.member = member;
            }

            @Override
            public void silent() {}

            @Override
            public void through() {
                left(member);
            }
        }

        private void joined(JoinReply<String> reply) {
            if (reply instanceof JoinReply.Joined<String> joined && joined.resumed()) {
                lines.add(new Entry.Resumed(
                        joined.admitted().member().id(), joined.admitted().version(), true));
            } else if (reply instanceof JoinReply.Joined<String> joined) {
                registered(joined.admitted());
            } else if (reply instanceof JoinReply.NotJoined<String> not) {
                lines.add(new Entry.SubscriberRefused(
                        not.reservation().id(), not.refusal().message()));
            }
        }

        private void registered(Admission.Admitted<String> admitted) {
            Member<String> member = admitted.member();
            Position position = member.position();
            lines.add(new Entry.Registered(
                    member.id(),
                    position.priority(),
                    admitted.version(),
                    Recorded.Anchor.NONE,
                    List.copyOf(position.before()),
                    List.copyOf(position.after()),
                    traits(member)));
        }

        private static Set<Recorded.Trait> traits(Member<String> member) {
            Set<Recorded.Trait> traits = EnumSet.noneOf(Recorded.Trait.class);
            if (member.observer()) {
                traits.add(Recorded.Trait.OBSERVER);
            }
            if (member.durable()) {
                traits.add(Recorded.Trait.DURABLE);
            }
            return traits;
        }

        /** Walks that visit one alone: replays, what is undone of them when one is vetoed, and teardowns. */
        private void alone() {
            List<Solo<String, String>> solos = departSolos();
            while (!solos.isEmpty()) {
                for (Solo<String, String> solo : solos) {
                    Walk<String> walk = solo.walk();
                    if (!solo.resumed()) {
                        lines.published(walk.id(), walk.key(), walk.phase().name(), cause(walk));
                        lines.started(walk.id());
                    }
                    take(walk, solo.resumed() ? 0 : walk.first());
                    if (!solo.resumed()) {
                        // An undo has no line of its end: its hold ends with its visit.
                        snapshot();
                    }
                    dispatcher.ended(walk);
                    if (!walk.revoked()) {
                        lines.ended(walk.id(), outcome(walk));
                    }
                    if (cause(walk) == Recorded.Cause.TEARDOWN && random.nextInt(6) == 0) {
                        // It does not wait for the rest.
                        left(solo.route().member(0));
                    }
                }
                solos = departSolos();
            }
        }

        private List<Solo<String, String>> departSolos() {
            List<Solo<String, String>> departing = new ArrayList<>();
            dispatcher.departSolos(departing::add);
            return departing;
        }

        private static Recorded.Cause cause(Walk<?> walk) {
            return walk.publication().cause() == Cause.TEARDOWN ? Recorded.Cause.TEARDOWN : Recorded.Cause.REPLAY;
        }

        private void publish() {
            String key = pick(KEYS);
            Phase phase = pick(PHASES);
            long number = dispatcher
                    .accept(key, key, phase, Cause.FORWARD, receipt -> {})
                    .walk();
            lines.published(number, key, phase.name(), Recorded.Cause.PUBLISH);
            Departure<String, String> departure = dispatcher.depart(1);
            if (!departure.refused().isEmpty()) {
                lines.add(new Entry.TurnRefused(number, key, "up"));
                return;
            }
            Walk<String> walk = departure.started().get(0);
            lines.started(number);
            take(walk, walk.ended() ? Places.NOWHERE : walk.first());
            if (!departure.atOnce().contains(walk)) {
                dispatcher.ended(walk);
            }
            lines.ended(number, outcome(walk));
        }

        private static Recorded.Outcome outcome(Walk<?> walk) {
            return walk.outcome().orElseThrow() instanceof Outcome.Vetoed
                    ? Recorded.Outcome.VETOED
                    : Recorded.Outcome.COMPLETED;
        }

        private void take(Walk<String> walk, int first) {
            int place = first;
            while (place != Places.NOWHERE) {
                String id = walk.route().member(place).id();
                Verdict verdict = random.nextInt(6) == 0
                        ? Verdict.veto("no")
                        : random.nextInt(3) == 0 ? Verdict.done() : Verdict.ok();
                write(walk, place, id, verdict);
                if (walk.visited(place, verdict, Source.HANDLER) == Walk.Next.END) {
                    return;
                }
                place = walk.next(place);
            }
            if (!walk.ended()) {
                walk.exhausted();
            }
        }

        private void write(Walk<String> walk, int place, String id, Verdict verdict) {
            if (walk.undoing()) {
                lines.undone(walk.id(), "GOING", id);
                return;
            }
            Recorded.Verdict recorded = switch (walk.result(place, verdict)) {
                case DONE -> Recorded.Verdict.DONE;
                case OK -> Recorded.Verdict.OK;
                case STOP -> Recorded.Verdict.STOP;
                case VETO -> Recorded.Verdict.VETO;
                case FAILED -> Recorded.Verdict.FAILED;
            };
            lines.visited(walk.id(), walk.phase().name(), id, recorded);
        }

        private <E> E pick(List<E> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
