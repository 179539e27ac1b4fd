package io.chainbus.recording;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Member;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.event.Role;
import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Visit;
import io.chainbus.walk.Walk;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engine's values in the words of the history format. */
final class Wording {

    private Wording() {}

    static Entry declared(Holding holding, PhaseSet phases) {
        Map<String, PhaseRule> rules = new LinkedHashMap<>();
        for (Phase phase : phases.phases()) {
            rules.put(
                    phase.name(),
                    new PhaseRule(
                            role(phase.role()),
                            direction(phase.direction()),
                            phase.undo().map(Phase::name).orElse(""),
                            phase.vetoable()));
        }
        return new Entry.ChainDeclared(
                holding == Holding.CURRENT ? Recorded.Holding.CURRENT : Recorded.Holding.ACCEPTED, rules);
    }

    static Entry registered(Member<?> member, long version, boolean replay) {
        Position position = member.position();
        Set<Recorded.Trait> traits = EnumSet.noneOf(Recorded.Trait.class);
        if (member.observer()) {
            traits.add(Recorded.Trait.OBSERVER);
        }
        if (replay) {
            traits.add(Recorded.Trait.REPLAY);
        }
        if (member.durable()) {
            traits.add(Recorded.Trait.DURABLE);
        }
        return new Entry.Registered(
                member.id(),
                position.priority(),
                version,
                anchor(position.anchor()),
                List.copyOf(position.before()),
                List.copyOf(position.after()),
                traits);
    }

    static Entry visited(Walk<?> walk, int place, Verdict verdict, Source source, long from, long to) {
        Turn turn = new Turn(
                walk.id(),
                walk.steps(),
                walk.route().member(place).id(),
                walk.visit().phase().name(),
                verdict(walk.result(place, verdict)),
                source(source),
                from,
                to,
                verdict instanceof Verdict.Veto veto ? reason(veto) : "");
        return walk.undoing() ? new Entry.Undone(turn) : new Entry.Visited(turn);
    }

    /** Users' own vetoes may have none; who records them is in the middle of moving a train. */
    @SuppressWarnings("ConstantValue")
    private static String reason(Verdict.Veto veto) {
        try {
            String reason = veto.reason();
            return reason == null ? "" : reason;
        } catch (RuntimeException e) {
            return veto.getClass().getSimpleName() + " without a reason";
        }
    }

    static Entry ended(Walk<?> walk) {
        Outcome outcome = walk.outcome().orElseThrow(() -> new IllegalArgumentException(walk + " has not ended"));
        return ended(walk.id(), outcome);
    }

    static Entry ended(long walk, Outcome outcome) {
        if (outcome instanceof Outcome.Stopped stopped) {
            return new Entry.Ended(walk, Recorded.Outcome.STOPPED, stopped.by());
        }
        if (outcome instanceof Outcome.Vetoed vetoed) {
            return new Entry.Ended(walk, Recorded.Outcome.VETOED, vetoed.by());
        }
        return new Entry.Ended(walk, Recorded.Outcome.COMPLETED, "");
    }

    static Entry late(Visit<?> visit, String subscriber, Verdict verdict, long from, long to, Entry.Amends amends) {
        Result result = visit.cause() == Cause.UNDO ? Result.ofUndo(verdict) : Result.ofVisit(visit.phase(), verdict);
        return new Entry.Late(visit.walk(), subscriber, visit.phase().name(), verdict(result), from, to, amends);
    }

    static Recorded.Verdict verdict(Result result) {
        return switch (result) {
            case DONE -> Recorded.Verdict.DONE;
            case OK -> Recorded.Verdict.OK;
            case STOP -> Recorded.Verdict.STOP;
            case VETO -> Recorded.Verdict.VETO;
            case FAILED -> Recorded.Verdict.FAILED;
        };
    }

    static Recorded.Direction direction(Direction direction) {
        return direction == Direction.DESCENDING ? Recorded.Direction.DESCENDING : Recorded.Direction.ASCENDING;
    }

    static Recorded.Cause cause(Cause cause) {
        return switch (cause) {
            case REPLAY -> Recorded.Cause.REPLAY;
            case TEARDOWN -> Recorded.Cause.TEARDOWN;
            case FORWARD, UNDO -> Recorded.Cause.PUBLISH;
        };
    }

    static Recorded.Absence absence(Skip skip) {
        return skip == Skip.LEFT ? Recorded.Absence.LEFT : Recorded.Absence.DIED;
    }

    private static Recorded.Source source(Source source) {
        return switch (source) {
            case HANDLER -> Recorded.Source.HANDLER;
            case THROW -> Recorded.Source.THROW;
            case DEADLINE -> Recorded.Source.DEADLINE;
            case DEATH -> Recorded.Source.DEATH;
            case STUCK -> Recorded.Source.STUCK;
        };
    }

    private static Recorded.Role role(Role role) {
        return switch (role) {
            case ACQUIRE -> Recorded.Role.ACQUIRE;
            case RELEASE -> Recorded.Role.RELEASE;
            case NOTIFY -> Recorded.Role.NOTIFY;
        };
    }

    private static Recorded.Anchor anchor(Anchor anchor) {
        return switch (anchor) {
            case FIRST -> Recorded.Anchor.FIRST;
            case NONE -> Recorded.Anchor.NONE;
            case LAST -> Recorded.Anchor.LAST;
        };
    }
}
