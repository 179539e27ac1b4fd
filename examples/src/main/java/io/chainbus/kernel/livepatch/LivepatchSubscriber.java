package io.chainbus.kernel.livepatch;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.Optional;

/** Livepatch on the module chain: right behind ftrace on the way up, right before it on the way down. */
public final class LivepatchSubscriber {

    /** Its id on the chain. */
    public static final String ID = "livepatch";

    private final Livepatch livepatch;

    public LivepatchSubscriber(Livepatch livepatch) {
        this.livepatch = livepatch;
    }

    /**
     * The subscriber's handler. It accepts every module's COMING, patched or not: a module that is present may be patched
     * later, and it has to hear of its GOING then.
     */
    public Verdict onEvent(Visit<KernelModule> visit) {
        if (visit.phase() == ModulePhase.COMING) {
            Optional<Errno> error = livepatch.coming(visit.payload());
            return error.<Verdict>map(errno -> new KernelError(errno, "livepatch refuses '" + visit.key() + "'"))
                    .orElse(Verdict.ok());
        }
        if (visit.phase() == ModulePhase.LIVE) {
            livepatch.live(visit.payload());
            return Verdict.ok();
        }
        if (visit.phase() == ModulePhase.GOING) {
            livepatch.going(visit.payload(), visit.cause() == Cause.UNDO ? ModuleState.COMING : ModuleState.GOING);
            return Verdict.ok();
        }
        return Verdict.done();
    }
}
