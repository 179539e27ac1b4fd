package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.order.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random scripts print the same whether ftrace and livepatch are called by hand, as the kernel does it, or are on the chain;
 * nothing is ever out of order, and when everything has been taken down nothing is left.
 */
class RandomScriptsTest {

    private static final int RUNS = 6;
    private static final int COMMANDS = 80;
    private static final List<String> MODULES = List.of(
            "test_klp_callbacks_mod",
            "test_klp_callbacks_busy sleep_secs=%d",
            "base",
            "leaf",
            "busy secs=%d",
            "failing");
    private static final List<String> LIVEPATCHES = List.of(
            "test_klp_callbacks_demo",
            "test_klp_callbacks_demo2",
            "test_klp_livepatch",
            "test_klp_atomic_replace",
            "klp_base",
            "klp_base2",
            "klp_failing",
            "klp_work",
            "klp_slow");
    private static final List<String> SUBSCRIBERS = List.of("ftrace", "livepatch", "module_notifier_error_inject");
    private static final List<String> PHASES = List.of("COMING", "LIVE", "GOING");

    @Test
    void they_print_the_same_by_hand_and_by_chain() {
        long first = Long.getLong("chainbus.seed", new SplittableRandom().nextLong());
        int runs = System.getProperty("chainbus.seed") == null ? Integer.getInteger("chainbus.runs", RUNS) : 1;
        for (long seed = first; seed < first + runs; seed++) {
            List<String> script = script(new SplittableRandom(seed));
            assertThat(printed(Order.REVERSE, script))
                    .as("-Dchainbus.seed=" + seed)
                    .isEqualTo(printed(Order.FIXED, script));
        }
    }

    private static List<String> printed(Order order, List<String> script) {
        try (TestConsole console = new TestConsole(order)) {
            script.forEach(console::run);
            console.console().finish();
            takeDown(console);
            assertThat(console.kernel().loader().loaded()).isEmpty();
            assertThat(console.kernel().ftrace().hooks()).isZero();
            assertThat(console.kernel().ftrace().records())
                    .as("the kernel's own")
                    .isEqualTo(2);
            assertThat(console.kernel().ftrace().violations()).isEmpty();
            return console.printed();
        }
    }

    private static void takeDown(TestConsole console) {
        console.run("sleep 1000");
        for (String livepatch : LIVEPATCHES) {
            console.run("echo 0 > /sys/kernel/livepatch/" + livepatch + "/enabled");
        }
        List<String> all = new ArrayList<>(List.of("leaf", "module_notifier_error_inject"));
        MODULES.forEach(module -> all.add(module.split(" ", -1)[0]));
        all.addAll(LIVEPATCHES);
        all.forEach(module -> console.run("rmmod " + module));
    }

    private static List<String> script(SplittableRandom random) {
        List<String> script = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            script.add(command(random) + (random.nextInt(4) == 0 ? " &" : ""));
        }
        return script;
    }

    private static String command(SplittableRandom random) {
        String livepatch = one(LIVEPATCHES, random);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "modprobe " + one(MODULES, random).formatted(random.nextInt(12));
            case 3, 4, 5 -> "modprobe " + livepatch + (random.nextInt(3) == 0 ? " replace=1" : "");
            case 6 -> "rmmod " + one(MODULES, random).split(" ", -1)[0];
            case 7, 8 -> "echo " + random.nextInt(2) + " > /sys/kernel/livepatch/" + livepatch + "/enabled";
            case 9 -> "rmmod " + livepatch;
            case 10 -> other(random);
            default -> "sleep " + random.nextInt(6);
        };
    }

    private static String other(SplittableRandom random) {
        String fault = "/sys/kernel/debug/notifier-error-inject/modules/" + one(SUBSCRIBERS, random)
                + "/actions/MODULE_STATE_" + one(PHASES, random);
        return switch (random.nextInt(6)) {
            case 0 -> "sysctl kernel.ftrace_enabled=" + random.nextInt(2);
            case 1 ->
                "echo " + (random.nextInt(3) - 2) + " > /sys/module/test_klp_callbacks_demo/parameters/pre_patch_ret";
            case 2 -> "echo " + (random.nextInt(3) - 2) + " > " + fault + "/error";
            case 3 -> "echo " + random.nextInt(3) + " > " + fault + "/times";
            case 4 -> "modprobe module_notifier_error_inject priority=" + random.nextInt(9);
            default -> "lsmod";
        };
    }

    private static String one(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }
}
