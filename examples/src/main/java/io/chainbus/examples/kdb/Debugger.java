package io.chainbus.examples.kdb;

import io.chainbus.Chain;
import io.chainbus.Chainbus;
import io.chainbus.Enrolment;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.examples.Answer;
import io.chainbus.examples.reboot.RebootChain;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The kernel's debugger, which is on two chains at once or on none. */
final class Debugger {

    static final String ID = "kgdb";

    private final Chain<String> modules;
    private final Chain<String> reboot;
    private final KgdbReboot onReboot;
    private final List<String> breakpointHits = new CopyOnWriteArrayList<>();
    private final List<String> actions = new CopyOnWriteArrayList<>();

    Debugger(Chain<String> modules, Chain<String> reboot, KgdbReboot onReboot) {
        this.modules = modules;
        this.reboot = reboot;
        this.onReboot = onReboot;
    }

    /**
     * Joins both chains or neither; Linux {@code kgdb_register_callbacks}.
     *
     * @param more what else is to be said of its position on the reboot chain
     */
    JointRegistration.Reply attach(Chainbus bus, UnaryOperator<Subscriber.Builder<String>> more) {
        Subscriber<String> onModules = Subscriber.<String>named(ID).observer().handler(this::moduleEvent);
        Subscriber<String> onReboots = more.apply(Subscriber.<String>named(ID).priority(RebootChain.INT_MAX))
                .handler(this::rebootEvent);
        return Answer.of(bus.register(Enrolment.of(modules, onModules).and(reboot, onReboots)));
    }

    /** Leaves both, the last joined first; Linux {@code kgdb_unregister_callbacks}. */
    void detach() {
        Answer.of(reboot.unregister(ID));
        Answer.of(modules.unregister(ID));
    }

    /** Does nothing: gdb has a breakpoint here, by which it learns of modules. Linux {@code module_event}. */
    private Verdict moduleEvent(Visit<String> visit) {
        breakpointHits.add(visit.phase().name() + " " + visit.key());
        return Verdict.done();
    }

    /** Linux {@code dbg_notify_reboot}. */
    private Verdict rebootEvent(Visit<String> visit) {
        switch (onReboot) {
            case IGNORE -> {}
            case DETACH -> actions.add("gdbstub_exit(" + visit.phase().name() + ")");
            case ENTER -> actions.add("kgdb_breakpoint()");
        }
        return Verdict.done();
    }

    /** How often, and why, a debugger would have stopped in {@link #moduleEvent}. */
    List<String> breakpointHits() {
        return List.copyOf(breakpointHits);
    }

    /** What it did at reboots. */
    List<String> actions() {
        return List.copyOf(actions);
    }
}
