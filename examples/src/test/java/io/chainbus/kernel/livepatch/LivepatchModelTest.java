package io.chainbus.kernel.livepatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.task.Course;
import io.chainbus.kernel.task.Site;
import io.chainbus.kernel.task.Version;
import io.chainbus.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random patches, modules and tasks against a model that knows nothing of stacks, hooks and steps: which code a call runs
 * follows from which patches are in force, and when a transition is over from where tasks are.
 */
class LivepatchModelTest {

    private static final int RUNS = 300;
    private static final int STEPS = 60;
    private static final List<String> OBJECTS = List.of("vmlinux", "a", "b");
    private static final List<String> FUNCTIONS = List.of("f", "g");

    @Test
    void calls_run_what_follows_from_the_patches_in_force() {
        long first = Long.getLong("chainbus.seed", new SplittableRandom().nextLong());
        int runs = System.getProperty("chainbus.seed") == null ? Integer.getInteger("chainbus.runs", RUNS) : 1;
        for (long seed = first; seed < first + runs; seed++) {
            try {
                new Run(new SplittableRandom(seed)).go();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("failed with seed " + seed + ", replay with -Dchainbus.seed=" + seed, failure);
            }
        }
    }

    /** A patch as the model sees it. */
    private static final class Modelled {
        private final String name;
        private final boolean replace;
        private final Map<String, Set<String>> names = new HashMap<>();
        /** How long a task stays in its code. */
        private final int seconds;

        private boolean enabled = true;

        Modelled(String name, boolean replace, int seconds) {
            this.name = name;
            this.replace = replace;
            this.seconds = seconds;
        }

        boolean names(Site site) {
            return names.getOrDefault(site.object(), Set.of()).contains(site.function());
        }
    }

    private record Stay(Site site, String by, Duration until) {}

    private static final class Run {
        private final SplittableRandom random;
        private final Bench bench = new Bench(new FunctionTable("vmlinux", FUNCTIONS, 0, false));
        private final Map<String, KernelModule> present = new HashMap<>();
        /** Oldest first. */
        private final List<Modelled> inForce = new ArrayList<>();

        private final List<Stay> stays = new ArrayList<>();
        /** The patch in transition; none if it is empty. */
        private String inTransition = "";

        private int named;

        Run(SplittableRandom random) {
            this.random = random;
        }

        void go() {
            for (int i = 0; i < STEPS; i++) {
                step();
                passed();
                check();
            }
            end();
        }

        private void step() {
            switch (random.nextInt(6)) {
                case 0 -> comeOrGo(random.nextBoolean() ? "a" : "b");
                case 1, 2 -> enable();
                case 3 -> write();
                case 4 -> start();
                default -> bench.pass(random.nextInt(4));
            }
        }

        private void comeOrGo(String name) {
            KernelModule module = present.remove(name);
            if (module == null) {
                KernelModule coming = new KernelModule(new FunctionTable(name, FUNCTIONS, 0, true), 0);
                assertThat(bench.come(coming)).isEqualTo(Verdict.ok());
                present.put(name, coming);
            } else if (stays.stream().anyMatch(stay -> stay.site().object().equals(name))) {
                present.put(name, module); // its exit would wait for the task
            } else {
                bench.go(module);
            }
        }

        private void enable() {
            boolean fails = random.nextInt(6) == 0;
            Modelled patch = new Modelled("p" + named++, !fails && random.nextInt(4) == 0, random.nextInt(4));
            List<ObjectPatch> objects = new ArrayList<>();
            for (String object : OBJECTS) {
                if (random.nextBoolean()) {
                    List<String> functions =
                            FUNCTIONS.stream().filter(f -> random.nextBoolean()).toList();
                    patch.names.put(object, Set.copyOf(functions));
                    objects.add(bench.slowLogged(
                            patch.name, fails ? -19 : 0, patch.seconds, object, functions.toArray(String[]::new)));
                }
            }
            Optional<Errno> error = bench.enable(new Patch(patch.name, objects, patch.replace));
            if (!inTransition.isEmpty()) {
                assertThat(error).contains(Errno.EBUSY);
            } else if (fails && patch.names.keySet().stream().anyMatch(this::isPresent)) {
                assertThat(error).contains(Errno.ENODEV);
            } else if (fails) {
                assertThat(error).isEmpty();
                bench.livepatch.write(patch.name, false); // it would refuse modules that come
                inTransition = "";
            } else {
                assertThat(error).isEmpty();
                inForce.add(patch);
                inTransition = patch.name;
            }
        }

        private void write() {
            if (inForce.isEmpty()) {
                return;
            }
            Modelled patch = inForce.get(random.nextInt(inForce.size()));
            boolean enabled = random.nextBoolean();
            Optional<Errno> error = bench.livepatch.write(patch.name, enabled);
            if (patch.enabled == enabled) {
                assertThat(error).contains(Errno.EINVAL);
            } else if (!inTransition.isEmpty() && !inTransition.equals(patch.name)) {
                assertThat(error).contains(Errno.EBUSY);
            } else {
                assertThat(error).isEmpty();
                patch.enabled = enabled;
                inTransition = patch.name;
            }
        }

        private void start() {
            Site site = randomSite();
            if (isPresent(site.object())) {
                Duration seconds = Duration.ofSeconds(1 + random.nextInt(6));
                bench.tasks.start(site, () -> new Course("", seconds, ""));
                String by = expected(site);
                Duration stays =
                        by.isEmpty() || by.equals(nopOf(site)) ? seconds : Duration.ofSeconds(modelled(by).seconds);
                stays(new Stay(site, by, bench.clock.now().plus(stays)));
                bench.pass(0);
            }
        }

        private void stays(Stay stay) {
            if (stay.until().compareTo(bench.clock.now()) > 0) {
                stays.add(stay);
            }
        }

        private Site randomSite() {
            return new Site(
                    OBJECTS.get(random.nextInt(OBJECTS.size())), FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
        }

        /** Time has passed: who is still inside, and is the transition over? */
        private void passed() {
            stays.removeIf(stay -> stay.until().compareTo(bench.clock.now()) <= 0);
            if (inTransition.isEmpty() || stays.stream().anyMatch(this::delays)) {
                return;
            }
            Modelled patch = modelled(inTransition);
            if (!patch.enabled) {
                inForce.remove(patch);
            } else if (patch.replace) {
                inForce.subList(0, inForce.indexOf(patch)).clear();
            }
            inTransition = "";
        }

        private boolean delays(Stay stay) {
            Modelled patch = modelled(inTransition);
            return concerns(patch, stay.site()) && stay.by().equals(patch.name) == !patch.enabled;
        }

        /** Whether the patch, while it is on its way, changes what calls of that function run. */
        private boolean concerns(Modelled patch, Site site) {
            return patch.names(site) || (patch.replace && older(patch).anyMatch(old -> old.names(site)));
        }

        private Stream<Modelled> older(Modelled patch) {
            return inForce.subList(0, inForce.indexOf(patch)).stream();
        }

        private Modelled modelled(String name) {
            return inForce.stream()
                    .filter(patch -> patch.name.equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean isPresent(String object) {
            return object.equals("vmlinux") || present.containsKey(object);
        }

        /** Whose code a call runs now: that of the newest patch that is not on its way out. */
        private String expected(Site site) {
            for (int i = inForce.size() - 1; i >= 0; i--) {
                Modelled patch = inForce.get(i);
                if (patch.enabled && concerns(patch, site)) {
                    return patch.name;
                }
            }
            return Version.ORIGINAL;
        }

        /** The patch that leads calls of that function back to the original. */
        private String nopOf(Site site) {
            String by = expected(site);
            return !by.isEmpty() && !modelled(by).names(site) ? by : "?";
        }

        private void check() {
            Set<Site> hooked = new HashSet<>();
            for (String object : OBJECTS) {
                for (String function : FUNCTIONS) {
                    Site site = new Site(object, function);
                    if (isPresent(object)) {
                        String by = expected(site);
                        assertThat(bench.call(object, function))
                                .as(site.toString())
                                .isEqualTo(by.isEmpty() || by.equals(nopOf(site)) ? "original" : by);
                        inForce.stream().filter(patch -> patch.names(site)).forEach(patch -> hooked.add(site));
                    }
                }
            }
            assertThat(bench.ftrace.hooks()).isEqualTo(hooked.size());
            assertThat(bench.livepatch.inForce())
                    .isEqualTo(inForce.stream()
                            .map(patch -> new PatchStatus(patch.name, patch.enabled, patch.name.equals(inTransition)))
                            .toList());
            assertThat(bench.pin.taken()).isEqualTo(inForce.size());
            assertThat(bench.ftrace.violations()).isEmpty();
        }

        private void end() {
            bench.pass(100);
            passed();
            while (!inForce.isEmpty()) {
                Modelled patch = inForce.get(random.nextInt(inForce.size()));
                assertThat(bench.livepatch.write(patch.name, false)).isEmpty();
                inForce.remove(patch);
                check();
            }
            CallbackOrder.assertKept(bench.printed());
        }
    }
}
