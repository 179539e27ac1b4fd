package io.chainbus.kernel.ftrace;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Ftrace on the module chain: first on the way up, last on the way down. A breach of order on the way down is answered
 * with a veto, which a release and an undo record as a failure and survive.
 */
public final class FtraceSubscriber {

    /** Its id on the chain, for those who want to stand before or after it. */
    public static final String ID = "ftrace";

    private final Ftrace ftrace;
    private final LongAdder made = new LongAdder();

    public FtraceSubscriber(Ftrace ftrace) {
        this.ftrace = ftrace;
    }

    /** Records made since the start, of all modules that ever came. */
    public long recordsMade() {
        return made.sum();
    }

    /** The subscriber's handler. */
    public Verdict onEvent(Visit<KernelModule> visit) {
        String module = visit.key();
        return switch (ModuleState.announcedBy(visit.phase())) {
            case UNFORMED -> {
                made.add(ftrace.make(visit.payload()));
                yield Verdict.ok();
            }
            case COMING -> {
                ftrace.enable(module);
                yield Verdict.ok();
            }
            case LIVE -> verdict(ftrace.releaseInit(module));
            // The undo of COMING takes back what COMING did; what UNFORMED did stays until the GOING behind it.
            case GOING -> verdict(visit.cause() == Cause.UNDO ? ftrace.disable(module) : ftrace.release(module));
        };
    }

    private static Verdict verdict(List<Violation> violations) {
        return violations.isEmpty()
                ? Verdict.ok()
                : new KernelError(Errno.EBUSY, violations.get(0).message());
    }
}
