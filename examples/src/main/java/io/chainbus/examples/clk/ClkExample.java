package io.chainbus.examples.clk;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chainbus;
import io.chainbus.examples.Example;
import io.chainbus.examples.ReceiptText;
import io.chainbus.walk.Receipt;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * Prepare, then commit or abort, over a tree of chains: clocks, from Linux {@code drivers/clk/clk.c}.
 *
 * <pre>
 *   pll 100 MHz    timer
 *    ├─ i2c0  /4   i2c
 *    ├─ uart0 /2   uart, console
 *    └─ spi0  /1   spi
 * </pre>
 *
 * <p><b>What it does there.</b> Each clock has a notifier chain of its own ({@code clk_notifier_register}). Before a rate
 * changes, {@code clk_core_set_rate_nolock} walks down the tree from the topmost clock that is affected and calls each
 * clock's chain with {@code PRE_RATE_CHANGE} ({@code clk_propagate_rate_change}): a driver stops its device, or refuses.
 * If nobody refused, the rates are changed and each chain is called with {@code POST_RATE_CHANGE}; if somebody did, the
 * whole tree is walked once more with {@code ABORT_RATE_CHANGE}, and {@code clk_set_rate} returns {@code -EBUSY}.
 *
 * <p><b>What it relies on.</b> That every driver can live with an ABORT that it has no PRE to. The driver that refused
 * gets one, and so do those behind it on its chain, which the PRE never reached, since a chain ends with the first that
 * refuses. Clocks further down the tree get their PRE although it is settled by then that the change fails. And one bit
 * has to mean two things: clk looks at {@code NOTIFY_STOP_MASK}, so that {@code drivers/i2c/busses/i2c-cadence.c} can
 * refuse with {@code NOTIFY_STOP}, which anywhere else says that all is well and nobody else need look at it.
 *
 * <p><b>The same here.</b> A chain for each clock, the three phases, their names, and the order: a clock's drivers before
 * its children, and POST in the order of PRE.
 *
 * <p><b>Better here.</b> PRE is an acquire whose undo is ABORT, and POST and ABORT are releases: the bus knows who has
 * prepared, and nobody else is told to finish or to abort. A child clock is a subscriber of its parent's chain (the last
 * of it, in the order of the children), and passes on what it is told with {@link io.chainbus.walk.Visit#verdictAfter}.
 * So the change of a tree is one walk, a refusal ends it where it is, and what was prepared is undone from there
 * backwards, on every chain. No code here looks for who has to be told: compare {@code Clock} with {@code KernelClock}.
 */
@Command(
        name = "clk",
        description = "A child clock refuses: 'abort everyone' beside 'abort those who prepared' (drivers/clk/clk.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example clk")
public final class ClkExample implements Example {

    private static final long MHZ = 1_000_000;

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        Chainbus bus = Chainbus.get(system);
        Board kernels = Board.kernels(bus);
        Board ours = Board.ours(bus);
        setRate(out, kernels, ours, 110 * MHZ, "which all drivers can live with");
        setRate(out, kernels, ours, 200 * MHZ, "which is too fast for the uart");
    }

    private static void setRate(PrintWriter out, Board kernels, Board ours, long rate, String remark) {
        out.println("pll from " + ours.rate() / MHZ + " to " + rate / MHZ + " MHz, " + remark + ".");
        kernels.forget();
        ours.forget();
        out.println("  The kernel's way, chain by chain:");
        tell(out, kernels.setRate(rate));
        out.println("  Chainbus, the chain of pll, on which the child clocks are subscribers:");
        tell(out, ours.setRate(rate));
        out.printf("  %-10s%-52s%s%n", "driver", "is told by the kernel", "is told by chainbus");
        for (int index = 0; index < ours.drivers().size(); index++) {
            Driver kernelDriver = kernels.drivers().get(index);
            Driver ourDriver = ours.drivers().get(index);
            out.printf("  %-10s%-52s%s%n", ourDriver.name(), told(kernelDriver), told(ourDriver));
        }
        out.println("  pll runs at " + ours.rate() / MHZ + " MHz."
                + " Devices restarted that were at work: " + disturbed(kernels) + " by the kernel, " + disturbed(ours)
                + " by chainbus.");
        out.println();
    }

    private static void tell(PrintWriter out, List<Receipt<RateChange>> receipts) {
        receipts.forEach(receipt -> ReceiptText.of(receipt).forEach(line -> out.println("    " + line)));
    }

    private static String told(Driver driver) {
        return driver.told().isEmpty() ? "nothing" : String.join("; ", driver.told());
    }

    private static long disturbed(Board board) {
        return board.drivers().stream().filter(Driver::disturbed).count();
    }
}
