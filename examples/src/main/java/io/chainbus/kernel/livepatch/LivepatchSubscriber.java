package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;

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
        return switch (ModuleState.announcedBy(visit.phase())) {
            case UNFORMED -> Verdict.done();
            case COMING ->
                livepatch
                        .coming(visit.payload())
                        .<Verdict>map(errno -> new KernelError(errno, "livepatch refuses '" + visit.key() + "'"))
                        .orElse(Verdict.ok());
            case LIVE -> Verdict.ok();
            case GOING -> {
                livepatch.going(visit.payload());
                yield Verdict.ok();
            }
        };
    }
}
