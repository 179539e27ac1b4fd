package io.chainbus.examples.kdb;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.Seat;
import io.chainbus.event.ModulePhase;
import io.chainbus.examples.Answer;
import io.chainbus.examples.reboot.RebootChain;
import io.chainbus.examples.reboot.RebootPhase;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.List;

/** A machine with a module chain, on which ftrace is, and a reboot chain, on which md will be. */
final class Machine {

    private final Chain<String> modules;
    private final Chain<String> reboot;

    private Machine(Chain<String> modules, Chain<String> reboot) {
        this.modules = modules;
        this.reboot = reboot;
    }

    /** Starts it, with chains of that name. */
    static Machine start(ActorSystem<?> system, String name) {
        Chainbus bus = Chainbus.get(system);
        Machine machine = new Machine(
                bus.chain(ChainSpec.named("modules, " + name, String.class)),
                bus.chain(RebootChain.named("reboot, " + name)));
        Answer.toRegister(
                machine.modules, Subscriber.<String>named("ftrace").first().handler(visit -> Verdict.ok()));
        return machine;
    }

    Debugger debugger(KgdbReboot onReboot) {
        return new Debugger(modules, reboot, onReboot);
    }

    /** md registers, with the priority that it has. */
    void startMd() {
        Answer.toRegister(reboot, md().handler(visit -> Verdict.ok()));
    }

    /** md registers and will not share its priority. */
    void startUniqueMd() {
        Answer.toRegister(reboot, md().unique().handler(visit -> Verdict.ok()));
    }

    private static Subscriber.Builder<String> md() {
        return Subscriber.<String>named("md").priority(RebootChain.INT_MAX);
    }

    Receipt<String> publish(ModulePhase phase, String module) {
        return Answer.of(modules.publish(phase, module));
    }

    Receipt<String> restart() {
        return Answer.of(reboot.publish(RebootPhase.SYS_RESTART, ""));
    }

    /** The walk that a restart would take, and why. */
    Explanation explainRestart() {
        return Answer.of(reboot.explain(RebootPhase.SYS_RESTART, ""));
    }

    List<String> onModules() {
        return ids(modules);
    }

    List<String> onReboot() {
        return ids(reboot);
    }

    private static List<String> ids(Chain<String> chain) {
        return Answer.of(chain.view()).seats().stream().map(Seat::id).toList();
    }
}
