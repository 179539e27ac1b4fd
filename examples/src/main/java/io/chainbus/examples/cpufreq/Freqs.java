package io.chainbus.examples.cpufreq;

/**
 * A change of frequency; Linux {@code struct cpufreq_freqs}.
 *
 * @param policy the CPUs that change together, by the name of their directory in sysfs
 * @param oldKhz before it
 * @param newKhz after it
 */
record Freqs(String policy, int oldKhz, int newKhz) {

    /** The same change the other way round. */
    Freqs swapped() {
        return new Freqs(policy, newKhz, oldKhz);
    }

    boolean goesUp() {
        return newKhz > oldKhz;
    }
}
