package io.chainbus.examples.acpi;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.Chainbus;
import io.chainbus.examples.Answer;
import io.chainbus.examples.reboot.RebootChain;
import io.chainbus.examples.reboot.RebootPhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A machine with that firmware, storage that comes before it, and a watchdog that registered after it. */
final class Machine {

    private final List<String> kernelLog = new CopyOnWriteArrayList<>();
    private final Chain<String> reboot;

    private Machine(Chain<String> reboot) {
        this.reboot = reboot;
    }

    /**
     * Starts it.
     *
     * @param name of its reboot chain
     * @param patience how long the firmware is waited for
     */
    static Machine start(ActorSystem<?> system, String name, Firmware firmware, Duration patience) {
        Machine machine = new Machine(Chainbus.get(system).chain(RebootChain.named(name)));
        machine.register(Subscriber.<String>named("acpi")
                .priority(0)
                .deadline(patience)
                .asyncHandler(new TtsNotifier(firmware, machine.kernelLog::add)));
        machine.register(Subscriber.<String>named("watchdog").priority(0).handler(visit -> Verdict.ok()));
        machine.register(Subscriber.<String>named("storage")
                .priority(RebootChain.INT_MAX)
                .handler(visit -> Verdict.ok()));
        return machine;
    }

    private void register(Subscriber<String> subscriber) {
        Answer.toRegister(reboot, subscriber);
    }

    Receipt<String> powerOff() {
        return Answer.of(reboot.publish(RebootPhase.SYS_POWER_OFF, ""));
    }

    List<String> kernelLog() {
        return List.copyOf(kernelLog);
    }
}
