package io.chainbus.examples.kdb;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.event.ModulePhase;
import io.chainbus.examples.Example;
import io.chainbus.examples.ReceiptText;
import io.chainbus.subscriber.Subscriber;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;

/**
 * One owner on several chains, and a tie: the kernel's debugger, from Linux {@code kernel/debug/debug_core.c}.
 *
 * <pre>
 *   modules:  ftrace  ◄─►  kgdb               reboot:   md   ◄─►   kgdb
 *             first      observer                     INT_MAX    INT_MAX, after md
 * </pre>
 *
 * <p><b>What it does there.</b> When an I/O driver for the debugger registers, {@code kgdb_register_callbacks} puts one
 * notifier on the module chain and one on the reboot chain, and {@code kgdb_unregister_callbacks} takes them off in
 * reverse. The one for modules, {@code module_event}, is empty: gdb sets a breakpoint at it, and so learns which modules
 * come and go. The one for reboots, {@code dbg_notify_reboot}, asks {@code kgdbreboot}: 1 enters the debugger, 0 tells
 * gdb that it is over ({@code gdbstub_exit}; kdb has nobody to tell), -1 does nothing.
 *
 * <p><b>What it relies on.</b> That {@code module_event} is called for every module and every state, although it takes
 * no part in anything. That it is on both chains: what the two registrations return is not looked at. And that nobody
 * quiesces the machine before the debugger has had a look, which is what its {@code INT_MAX} is for; but md has {@code
 * INT_MAX} too. Between equal numbers a notifier chain keeps the order of registration, so whether storage still works
 * when the debugger is entered depends on who was first, and that differs between a debugger that is there from the
 * start ({@code kgdboc_earlycon} on the command line) and one that is switched on later.
 *
 * <p><b>The same here.</b> Ties are decided by registration.
 *
 * <p><b>Better here.</b> An <i>observer</i> is visited in every walk that gets as far as its place, whatever it holds: a
 * subscriber that answers {@code done} and is not one would not hear of GOING, which visits holders. An {@link
 * io.chainbus.Enrolment} joins all chains or none. A tie is reported by {@code explain}, and ended by saying what is
 * meant: {@code after("md")} holds whoever was first.
 */
@Command(
        name = "kdb",
        description = "One owner on two chains, all or nothing; a tie, reported and ended (kernel/debug/debug_core.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example kdb")
public final class KdbExample implements Example {

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        bothChains(system, out);
        noneWhereOneRefuses(system, out);
        tie(system, out);
    }

    private static void bothChains(ActorSystem<?> system, PrintWriter out) {
        Machine machine = Machine.start(system, "both");
        machine.startMd();
        Debugger debugger = machine.debugger(KgdbReboot.DETACH);
        debugger.attach(Chainbus.get(system), UnaryOperator.identity()).orThrow();
        out.println("The debugger is on both chains, or on none:");
        onChains(out, machine);
        out.println("A module comes and goes. The debugger does nothing and is visited all the same:");
        for (ModulePhase phase : List.of(ModulePhase.COMING, ModulePhase.LIVE, ModulePhase.GOING)) {
            ReceiptText.of(machine.publish(phase, "ext4")).forEach(line -> out.println("  " + line));
        }
        out.println("  gdb's breakpoint at module_event was hit by " + debugger.breakpointHits());
        out.println("The machine restarts, with kgdbreboot=0:");
        ReceiptText.of(machine.restart()).forEach(line -> out.println("  " + line));
        debugger.actions().forEach(action -> out.println("  kgdb: " + action));
        debugger.detach();
        out.println();
    }

    private static void noneWhereOneRefuses(ActorSystem<?> system, PrintWriter out) {
        Machine machine = Machine.start(system, "refused");
        machine.startUniqueMd();
        out.println("Here md asked for a priority of its own, so that the reboot chain refuses the debugger:");
        JointRegistration.Reply reply =
                machine.debugger(KgdbReboot.DETACH).attach(Chainbus.get(system), UnaryOperator.identity());
        if (reply instanceof JointRegistration.NotJoined not) {
            out.println("  " + not.refusal().message());
        }
        onChains(out, machine);
        out.println("It is on neither. A kernel that refused would leave half a debugger behind: what");
        out.println("kgdb_register_callbacks is told by its two chains, it does not look at.");
        out.println();
    }

    private static void tie(ActorSystem<?> system, PrintWriter out) {
        out.println("The tie at INT_MAX, as a restart would meet it.");
        explain(system, out, "md registered first", false, UnaryOperator.identity());
        explain(
                system,
                out,
                "the debugger did, as with kgdboc_earlycon on the command line",
                true,
                UnaryOperator.identity());
        explain(system, out, "the debugger did, and says after(\"md\")", true, kgdb -> kgdb.after("md"));
    }

    private static void explain(
            ActorSystem<?> system,
            PrintWriter out,
            String title,
            boolean debuggerFirst,
            UnaryOperator<Subscriber.Builder<String>> more) {
        Machine machine = Machine.start(system, title);
        List<Runnable> steps = List.of(
                machine::startMd,
                () -> machine.debugger(KgdbReboot.ENTER)
                        .attach(Chainbus.get(system), more)
                        .orThrow());
        steps.get(debuggerFirst ? 1 : 0).run();
        steps.get(debuggerFirst ? 0 : 1).run();
        out.println("  " + title + ":");
        machine.explainRestart().lines().forEach(line -> out.println("    " + line));
    }

    private static void onChains(PrintWriter out, Machine machine) {
        out.println("  on the module chain: " + machine.onModules());
        out.println("  on the reboot chain: " + machine.onReboot());
    }
}
