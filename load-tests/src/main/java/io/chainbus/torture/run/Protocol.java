package io.chainbus.torture.run;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.torture.plan.ChainPlan;
import java.util.List;

/**
 * The phases of a kind of chain, as its publishers use them.
 *
 * @param up what brings a key up, the vetoable one last
 * @param told what is announced when it is up
 * @param down what takes it down
 * @param all for those who do not care; as many as a plan draws from
 */
record Protocol(List<Phase> up, Phase told, Phase down, List<Phase> all) {

    private static final Phase ABORT = Phase.release("ABORT_RATE_CHANGE", Direction.ASCENDING);
    private static final Phase POST = Phase.release("POST_RATE_CHANGE", Direction.DESCENDING);
    private static final Phase PRE = Phase.acquire("PRE_RATE_CHANGE", Direction.DESCENDING, ABORT);
    private static final Phase SEEN = Phase.notification("RATE_SEEN", Direction.ASCENDING);

    private static final Protocol LOADER = new Protocol(
            List.of(ModulePhase.UNFORMED, ModulePhase.COMING),
            ModulePhase.LIVE,
            ModulePhase.GOING,
            List.of(ModulePhase.values()));
    private static final Protocol CLOCK = new Protocol(List.of(PRE), SEEN, POST, List.of(PRE, POST, ABORT, SEEN));

    static Protocol of(ChainPlan.Kind kind) {
        return kind == ChainPlan.Kind.RATES ? CLOCK : LOADER;
    }
}
