package io.chainbus.examples.md;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.Chainbus;
import io.chainbus.examples.Answer;
import io.chainbus.examples.reboot.RebootChain;
import io.chainbus.examples.reboot.RebootPhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A machine with these arrays, and a disk controller under them. */
final class Machine {

    private final Chain<String> reboot;

    private Machine(Chain<String> reboot) {
        this.reboot = reboot;
    }

    /**
     * Starts it.
     *
     * @param name of its reboot chain
     * @param settling see {@link MdNotifier}
     * @param patience how long that may take
     */
    static Machine start(
            ActorSystem<?> system,
            String name,
            List<MdArray> arrays,
            Supplier<? extends CompletionStage<?>> settling,
            Duration patience) {
        Chain<String> reboot =
                Chainbus.get(system).chain(RebootChain.named(name).timed());
        // The driver is there first, as on a machine that finds its disks before its arrays.
        Answer.toRegister(reboot, Subscriber.<String>named("nvme").priority(0).handler(new DiskDriver(arrays)));
        Answer.toRegister(
                reboot,
                Subscriber.<String>named("md")
                        .priority(RebootChain.INT_MAX)
                        .deadline(patience)
                        .asyncHandler(new MdNotifier(arrays, settling)));
        return new Machine(reboot);
    }

    CompletionStage<Receipt<String>> restart() {
        return reboot.publish(RebootPhase.SYS_RESTART, "");
    }
}
