package io.chainbus.examples.dmintegrity;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.chainbus.Chain;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.Phase;
import io.chainbus.examples.Answer;
import io.chainbus.examples.reboot.RebootChain;
import io.chainbus.examples.reboot.RebootPhase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A machine's layers of storage on its reboot chain: md on top, hardware below, and a target in between that is there or not. */
final class Storage {

    private final ActorSystem<?> system;
    private final Chain<String> reboot;
    private final IntegrityTarget target;

    private Storage(ActorSystem<?> system, Chain<String> reboot) {
        this.system = system;
        this.reboot = reboot;
        this.target = new IntegrityTarget(reboot, "dm-integrity");
    }

    /**
     * Starts it, with the target not resumed yet.
     *
     * @param name of the reboot chain
     * @param md what stops the writes of the arrays above the target
     */
    static Storage start(ActorSystem<?> system, String name, AsyncHandler<String> md) {
        Chain<String> reboot = Chainbus.get(system).chain(RebootChain.named(name));
        Storage storage = new Storage(system, reboot);
        Answer.toRegister(
                reboot,
                Subscriber.<String>named("md")
                        .priority(RebootChain.INT_MAX)
                        .deadline(Duration.ofMinutes(1))
                        .asyncHandler(md));
        Answer.toRegister(reboot, Subscriber.<String>named("nvme").priority(0).handler(visit -> storage.switchOff()));
        return storage;
    }

    /** What the hardware's driver finds when its turn comes. */
    private Verdict switchOff() {
        int lost = target.dirtyRegions();
        return lost == 0 ? Verdict.ok() : Verdict.veto("switched off with " + lost + " dirty regions");
    }

    IntegrityTarget target() {
        return target;
    }

    CompletionStage<Receipt<String>> restart() {
        return reboot.publish(RebootPhase.SYS_RESTART, "");
    }

    /** The walk that a restart would take now. */
    Explanation explain() {
        return Answer.of(reboot.explain(RebootPhase.SYS_RESTART, ""));
    }

    /** The walk that such a phase would take, of which the chain need not have heard. */
    Explanation explain(Phase phase) {
        CompletionStage<DryRun> dryRun = AskPattern.ask(
                reboot.ref(),
                replyTo -> new ChainProtocol.Explain<>("system", phase, replyTo),
                Duration.ofMinutes(1),
                system.scheduler());
        return Answer.of(dryRun).explain();
    }
}
