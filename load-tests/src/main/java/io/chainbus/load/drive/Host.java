package io.chainbus.load.drive;

import io.chainbus.load.figures.Machine;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a load runs on. */
public final class Host {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Host() {}

    /** As it is now. */
    public static Machine machine(String version) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Chainbus", version);
        facts.put("When", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneId.systemDefault())));
        facts.put(
                "Processors",
                Runtime.getRuntime().availableProcessors()
                        + model().map(model -> " × " + model).orElse(""));
        facts.put(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.put(
                "Java",
                System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                        + System.getProperty("java.vendor"));
        facts.put("Heap at most", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        facts.put(
                "Garbage collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load >= 0) {
            facts.put("Load average before", String.format(Locale.ROOT, "%.2f", load));
        }
        return new Machine(facts);
    }

    /** Where the system tells. */
    private static Optional<String> model() {
        try {
            List<String> lines = Files.readAllLines(CPU_INFO);
            return lines.stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
