package io.chainbus.examples.cpufreq;

/** The hardware: it runs at a frequency, and does what it is told or not. Thread-safe. */
final class Cpu {

    private volatile int khz;
    private volatile boolean obeys = true;

    Cpu(int khz) {
        this.khz = khz;
    }

    int khz() {
        return khz;
    }

    /** From now on it ignores what it is told, as one does whose voltage regulator does not follow. */
    void disobey() {
        obeys = false;
    }

    /** Tells it to run at that frequency, and returns whether it does now. */
    boolean set(int newKhz) {
        if (obeys) {
            khz = newKhz;
        }
        return obeys;
    }
}
