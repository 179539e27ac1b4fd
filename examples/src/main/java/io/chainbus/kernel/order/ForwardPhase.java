package io.chainbus.kernel.order;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.Optional;

/**
 * The module loader's phases as a notifier chain walks them: GOING from high to low priority too, like everything else.
 * All else is as in {@link ModulePhase}, and so is the undo of a refused COMING, which chainbus always walks backwards.
 */
enum ForwardPhase implements Phase {
    UNFORMED(ModulePhase.UNFORMED),
    COMING(ModulePhase.COMING),
    LIVE(ModulePhase.LIVE),
    GOING(ModulePhase.GOING);

    private final ModulePhase like;

    ForwardPhase(ModulePhase like) {
        this.like = like;
    }

    @Override
    public Role role() {
        return like.role();
    }

    @Override
    public Direction direction() {
        return Direction.DESCENDING;
    }

    @Override
    public boolean vetoable() {
        return like.vetoable();
    }

    @Override
    public Optional<Phase> undo() {
        return like.undo().map(phase -> valueOf(phase.name()));
    }
}
