package io.chainbus.examples.clk;

import io.chainbus.walk.Receipt;
import java.util.List;

/** A clock with drivers and children, of either kind; Linux {@code struct clk_core}. */
sealed interface ClockNode permits Clock, KernelClock {

    /** A clock with the rate of this one, divided. It is told of changes after this one's drivers and earlier children. */
    ClockNode child(String name, int divider);

    /** Registers a driver with this clock; Linux {@code clk_notifier_register}. */
    void register(Driver driver);

    /**
     * Changes the rate of a clock that hangs on no other; Linux {@code clk_set_rate}, which returns {@code -EBUSY} where a
     * driver refuses.
     *
     * @return the receipts of what the caller announced, in that order
     */
    List<Receipt<RateChange>> setRate(long hz);

    /** In Hz. */
    long rate();
}
