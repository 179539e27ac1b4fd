package io.chainbus.kernel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.history.check.CheckReport;
import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.tree.BootList;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.ModuleTreeReader;
import io.chainbus.kernel.tree.TreeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs; what they must come to is worked out here from the tree, in another way than the demo does. */
class DemoTest {

    @TempDir
    private Path folder;

    @Test
    void the_cloud_kernel_goes_up_and_down() throws IOException, URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(ModuleTree.class.getResource("debian-6.1-cloud-amd64.tsv"))
                .toURI());
        ModuleTree tree = ModuleTreeReader.read(file);
        assertRun(new DemoSettings(tree, BootList.embedded(tree), 3, 4));
    }

    @Test
    void other_kernels_do_too() throws IOException {
        // Layers of modules, each on three of the layer below; some cannot be unloaded, some have nothing to trace.
        String lines = IntStream.range(0, 120)
                .mapToObj(i -> "m%d\t%s\t%d\t1\t%d\n"
                        .formatted(
                                i,
                                i < 20 ? "" : "m%d,m%d,m%d".formatted(i - 20, i - 19, i - 17),
                                i % 4,
                                i % 50 == 49 ? 0 : 1))
                .collect(Collectors.joining());
        ModuleTree tree = read("tree.tsv", "name\tdepends\tftrace_sites\thas_init\thas_exit\n" + lines);
        for (long seed = 0; seed < 3; seed++) {
            assertRun(new DemoSettings(tree, BootList.embedded(tree), seed, 1 + (int) seed * 3));
        }
    }

    @Test
    void a_modules_dep_will_do() throws IOException {
        String lines = IntStream.range(0, 30)
                .mapToObj(i -> "kernel/m%d.ko.xz:%s\n".formatted(i, i < 3 ? "" : " kernel/m%d.ko.xz".formatted(i / 3)))
                .collect(Collectors.joining());
        ModuleTree tree = read("modules.dep", lines);
        DemoReport report = assertRun(new DemoSettings(tree, BootList.embedded(tree), 1, 4));
        assertThat(report.outcome().stayed()).isEmpty();
    }

    @Test
    void one_module_and_nothing_to_trace_will_do() throws IOException {
        assertRun(settings(read("one.tsv", "name\tdepends\nonly\t\n")));
        assertRun(settings(read("none.tsv", "name\tdepends\tftrace_sites\na\tb\t0\nb\t\t0\n")));
    }

    @Test
    void the_summary_and_the_figures_say_what_happened() throws IOException {
        ModuleTree tree = read("tree.tsv", """
                name\tdepends\tftrace_sites
                a\t\t3
                b\ta\t4
                c\ta\t5
                d\tc\t6
                e\t\t7
                f\te\t8
                """);
        DemoReport report = assertRun(settings(tree));
        assertThat(report.text())
                .contains("6 modules, 4 dependencies, 33 ftrace sites")
                .contains("0 violations of the promises P1 to P8")
                .contains("up        ftrace > livepatch > ")
                .contains(" > livepatch > ftrace\n")
                .endsWith("What came up in one order went down in exactly the opposite order.");
        StringWriter json = new StringWriter();
        report.writeJson(json);
        assertThat(json.toString())
                .contains("\"modules\" : 6", "\"ftraceSites\" : 33", "\"promiseViolations\" : 0", "\"holds\" : true");
    }

    private DemoReport assertRun(DemoSettings settings) throws IOException {
        DemoReport report = run(settings);
        DemoOutcome outcome = report.outcome();
        ModuleTree tree = settings.tree();
        Set<String> refused = outcome.plan().refusedByAnyone();
        Set<String> live = new TreeSet<>();
        tree.modules().stream()
                .filter(module -> closure(tree, module).stream().noneMatch(refused::contains))
                .forEach(module -> live.add(module.name()));
        Set<String> stay = new TreeSet<>();
        tree.modules().stream()
                .filter(module -> live.contains(module.name()) && module.hasInit() && !module.hasExit())
                .forEach(module -> stay.addAll(closure(tree, module)));

        assertThat(report.text()).doesNotContain("Not everything held.");
        assertThat(report.holds()).isTrue();
        assertThat(new TreeSet<>(outcome.up())).isEqualTo(live);
        assertThat(outcome.stayed()).extracting(LoadedModule::name).containsExactlyInAnyOrderElementsOf(stay);
        assertThat(outcome.unloaded()).isEqualTo(live.size() - stay.size());
        assertThat(outcome.loads()).hasSize(tree.size());
        assertThat(outcome.failedWithDependency()).isEqualTo(tree.size() - live.size() - refused.size());
        assertThat(outcome.seenByAuditor())
                .isEqualTo(live.size() + outcome.plan().livepatches().size());
        assertThat(report.order().up().all()).isGreaterThanOrEqualTo(live.size());

        CheckReport.Figures figures = report.check().figures();
        long vetoed = figures.vetoed();
        long patches = outcome.plan().livepatches().size();
        assertThat(vetoed).isGreaterThanOrEqualTo(refused.size());
        // Up: UNFORMED, COMING and LIVE each; down: GOING. Of what is refused: UNFORMED, COMING, GOING.
        assertThat(figures.walks())
                .isEqualTo(3 * (live.size() + patches) + (live.size() - stay.size() + patches) + 3 * vetoed);
        return report;
    }

    private DemoReport run(DemoSettings settings) throws IOException {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "demo");
        try {
            return Demo.run(system, settings, folder.resolve("history.jsonl"), Progress.none());
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    private static Set<String> closure(ModuleTree tree, TreeModule module) {
        Set<String> closure = new HashSet<>(List.of(module.name()));
        module.depends()
                .forEach(name -> closure.addAll(closure(tree, tree.find(name).orElseThrow())));
        return closure;
    }

    private static DemoSettings settings(ModuleTree tree) {
        return new DemoSettings(tree, BootList.embedded(tree), 1, 4);
    }

    private ModuleTree read(String name, String text) throws IOException {
        return ModuleTreeReader.read(Files.writeString(folder.resolve(name), text));
    }
}
