package io.chainbus.examples.clk;

import io.chainbus.Chainbus;
import io.chainbus.walk.Receipt;
import java.util.List;

/** The same clocks with the same drivers, whichever kind the clocks are of. */
final class Board {

    private static final long MHZ = 1_000_000;

    private final Driver timer = new Driver("timer", 1000 * MHZ);
    private final Driver i2c = new Driver("i2c", 1000 * MHZ);
    private final Driver uart = new Driver("uart", 60 * MHZ);
    private final Driver console = new Driver("console", 1000 * MHZ);
    private final Driver spi = new Driver("spi", 1000 * MHZ);
    private final ClockNode pll;

    private Board(ClockNode pll) {
        this.pll = pll;
        pll.register(timer);
        pll.child("i2c0", 4).register(i2c);
        ClockNode uart0 = pll.child("uart0", 2);
        uart0.register(uart);
        uart0.register(console);
        pll.child("spi0", 1).register(spi);
    }

    static Board kernels(Chainbus bus) {
        return new Board(KernelClock.root(bus, "pll", 100 * MHZ));
    }

    static Board ours(Chainbus bus) {
        return new Board(Clock.root(bus, "pll", 100 * MHZ));
    }

    /** All of them, in the order of the tree. */
    List<Driver> drivers() {
        return List.of(timer, i2c, uart, console, spi);
    }

    /** The receipts of what was announced: on all chains by the kernel's clocks, by ours on that of pll. */
    List<Receipt<RateChange>> setRate(long hz) {
        return pll.setRate(hz);
    }

    long rate() {
        return pll.rate();
    }

    /** The drivers forget what they were told so far. */
    void forget() {
        drivers().forEach(Driver::forget);
    }
}
