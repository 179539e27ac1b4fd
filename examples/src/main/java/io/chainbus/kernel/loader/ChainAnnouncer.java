package io.chainbus.kernel.loader;

import io.chainbus.Chain;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Announces on a chain. Answers come on the thread on which the chain completes its receipts. */
public final class ChainAnnouncer implements Announcer {

    private final Chain<KernelModule> chain;
    private final Function<ModulePhase, Phase> phases;

    public ChainAnnouncer(Chain<KernelModule> chain) {
        this(chain, phase -> phase);
    }

    /** @param phases the chain's own phases, if they are others */
    public ChainAnnouncer(Chain<KernelModule> chain, Function<ModulePhase, Phase> phases) {
        this.chain = chain;
        this.phases = phases;
    }

    @Override
    public CompletionStage<Answer> announce(ModulePhase phase, KernelModule module) {
        return chain.publish(phases.apply(phase), module).thenApply(this::answer);
    }

    private Answer answer(Receipt<KernelModule> receipt) {
        if (receipt.outcome() instanceof Outcome.Vetoed vetoed) {
            // Whoever vetoes without an error of the kernel's has not decided to: it threw, or it never answered.
            Errno errno = vetoed.veto() instanceof KernelError error ? error.errno() : Errno.EIO;
            return new Answer.Refused(errno, vetoed.by(), vetoed.veto().reason());
        }
        if (receipt.outcome() instanceof Outcome.Refused refused) {
            return new Answer.Refused(
                    Errno.EAGAIN, chain.name(), refused.refusal().message());
        }
        return new Answer.Told();
    }
}
