package io.chainbus.examples.clk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A driver whose device hangs on a clock, and what it is told about it. It can live with rates up to a limit; before a
 * change it stops its device, and starts it again when the change is over, as {@code drivers/tty/serial/xilinx_uartps.c}
 * does.
 */
final class Driver {

    private final String name;
    private final long limit;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** @param limit the highest rate, in Hz, that its device can live with */
    Driver(String name, long limit) {
        this.name = name;
        this.limit = limit;
    }

    String name() {
        return name;
    }

    /** Stops its device if that can live with the new rate, and returns whether it can. */
    boolean prepare(RateChange change) {
        if (change.newRate() > limit) {
            told.add("PRE, refused");
            return false;
        }
        told.add("PRE");
        stopped = true;
        return true;
    }

    /** The rate has changed. */
    void finish() {
        told.add("POST");
        stopped = false;
    }

    /** The rate has not changed. */
    void abort() {
        told.add(stopped ? "ABORT" : "ABORT without a PRE that it accepted");
        stopped = false;
    }

    /** What it was told so far, oldest first. */
    List<String> told() {
        return List.copyOf(told);
    }

    void forget() {
        told.clear();
    }

    /** Whether it was told to abort what it had not begun: it has restarted a device that was at work. */
    boolean disturbed() {
        return told.contains("ABORT without a PRE that it accepted");
    }
}
