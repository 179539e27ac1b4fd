package io.chainbus.cluster.layout;

import io.chainbus.event.Phase;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a subscriber's policy says when its node is gone: asked for each phase when the subscriber is registered, since
 * the policy itself cannot be asked any more by then. That is all the same, for it has to give the same verdict in the same
 * circumstances.
 *
 * @param byPhase by the phase's name
 */
public record StandIn(Map<String, Given> byPhase) {

    /** A verdict in a form that can be stored; the reason is empty where it is no veto. */
    public record Given(Kind kind, String reason) {

        Verdict verdict() {
            return switch (kind) {
                case DONE -> Verdict.done();
                case OK -> Verdict.ok();
                case STOP -> Verdict.stop();
                case VETO -> Verdict.veto(reason);
            };
        }
    }

    /** The kinds of verdicts. */
    public enum Kind {
        DONE,
        OK,
        STOP,
        VETO
    }

    public StandIn {
        byPhase = Map.copyOf(byPhase);
    }

    /** Asks that policy. One that throws, or gives none, is one that vetoes. */
    public static StandIn of(FailurePolicy policy, Collection<? extends Phase> phases, String reason) {
        Map<String, Given> given = new LinkedHashMap<>();
        for (Phase phase : phases) {
            given.put(phase.name(), given(policy, phase, reason));
        }
        return new StandIn(given);
    }

    @SuppressWarnings("ConstantValue") // users' policies may well give null
    private static Given given(FailurePolicy policy, Phase phase, String reason) {
        try {
            Verdict verdict = policy.verdict(phase, Source.DEATH, reason);
            if (verdict instanceof Verdict.Done) {
                return new Given(Kind.DONE, "");
            }
            if (verdict instanceof Verdict.Ok) {
                return new Given(Kind.OK, "");
            }
            if (verdict instanceof Verdict.Stop) {
                return new Given(Kind.STOP, "");
            }
            String why = verdict instanceof Verdict.Veto veto ? veto.reason() : reason;
            return new Given(Kind.VETO, why == null ? reason : why);
        } catch (RuntimeException e) {
            return new Given(Kind.VETO, reason);
        }
    }

    /** The verdict in a visit of that phase; a veto where the phase was not one of the chain's when it was asked. */
    public Verdict verdict(String phase, String reason) {
        Given known = byPhase.get(phase);
        return known == null ? Verdict.veto(reason) : known.verdict();
    }
}
