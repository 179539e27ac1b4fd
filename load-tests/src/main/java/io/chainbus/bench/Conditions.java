package io.chainbus.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * On what something was measured, which figures mean little without.
 *
 * @param load how many threads wanted to run, on average of the last minute; negative where that is not known
 * @param cores for as many
 */
record Conditions(double load, int cores) {

    private static final double AT_REST = 0.5;

    /** As they are before anything is measured. */
    static Conditions now() {
        return new Conditions(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
    }

    /** That the machine had other things to do, if it had. */
    Optional<String> unrest() {
        return load > AT_REST * cores
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the machine was not at rest: before this began its load average was %.1f; ratios suffer by it,"
                                + " figures more",
                        load))
                : Optional.empty();
    }

    /** What figures are that were measured in so many rounds. */
    static String medians(int rounds) {
        return rounds == 1 ? "one round" : "medians of " + rounds + " rounds";
    }

    /** A sentence without its full stop, which begins with how it was measured. */
    String text(String how) {
        return "%s, on Java %s, %s, %d cores"
                .formatted(
                        how,
                        System.getProperty("java.version"),
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .map(GarbageCollectorMXBean::getName)
                                .collect(Collectors.joining(" and ")),
                        cores);
    }
}
