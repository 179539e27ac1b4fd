package io.chainbus.dispatch;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.seeded.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Membership, dispatcher, ledger, trains and walks together, in random lives of a chain, against the simplest possible
 * bus: each walk's visits, undo, outcome and receipt, and each key's holders.
 */
class DispatchModelTest {

    private static final int RUNS = 10_000;
    private static final int STEPS = 40;

    private static final List<Phase> MODULES = List.of(ModulePhase.values());

    private static final Phase ABORT = Phase.release("ABORT_RATE_CHANGE", Direction.ASCENDING);
    private static final List<Phase> CLOCKS = checked(
            Phase.acquire("PRE_RATE_CHANGE", Direction.DESCENDING, ABORT),
            Phase.release("POST_RATE_CHANGE", Direction.DESCENDING),
            ABORT);

    private static final Phase TOLD = Phase.notification("TOLD", Direction.ASCENDING);
    private static final List<Phase> UPSIDE_DOWN = checked(
            Phase.acquire("CLIMB", Direction.ASCENDING, TOLD),
            Phase.unvetoable("LIFT", Direction.ASCENDING),
            Phase.notification("NEWS", Direction.DESCENDING),
            Phase.release("DROP", Direction.DESCENDING),
            TOLD);

    private static List<Phase> checked(Phase... phases) {
        return List.copyOf(PhaseSet.of(phases).phases());
    }

    @Test
    void agrees_with_the_simplest_possible_bus() {
        List<List<Phase>> sets = List.of(MODULES, CLOCKS, UPSIDE_DOWN);
        Seeds.run(RUNS, random -> new RandomTraffic(random, sets.get(random.nextInt(sets.size()))).go(STEPS));
    }
}
