package io.chainbus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedCallbacks;
import io.chainbus.kernel.definition.DefinedFunction;
import io.chainbus.kernel.definition.DefinedLivepatch;
import io.chainbus.kernel.definition.DefinedModule;
import io.chainbus.kernel.definition.DefinedModule.Behaviour;
import io.chainbus.kernel.definition.DefinedObject;
import io.chainbus.kernel.definition.DefinedObject.Replacement;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.injection.Fault;
import io.chainbus.kernel.loader.Arguments;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleDefinition.Exit;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.kernel.module.Parameter;
import io.chainbus.kernel.order.Order;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A load that fails at each of its steps, of a module that a livepatch waits for: whatever had been taken is let go of in
 * the mirror order, nothing else is, and nothing is left behind.
 */
class LoadFailuresTest {

    private static final String TARGET = "target";
    /** They stand behind ftrace and livepatch, in this order. */
    private static final List<String> PROBES = List.of("high", "middle", "low");

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<String> letGo = Collections.synchronizedList(new ArrayList<>());
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "failures");

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        // who refuses it, or what is wrong, and how many of the probes have accepted its COMING by then
        "ftrace,    0, REVERSE",
        "livepatch, 0, REVERSE",
        "high,      0, REVERSE",
        "middle,    1, REVERSE",
        "low,       2, REVERSE",
        "parameter, 3, REVERSE",
        "init,      3, REVERSE",
        "nothing,   3, REVERSE",
        "ftrace,    0, FIXED",
        "livepatch, 0, FIXED",
        "high,      0, FIXED",
        "middle,    1, FIXED",
        "low,       2, FIXED",
        "parameter, 3, FIXED",
        "init,      3, FIXED",
        "nothing,   3, FIXED"
    })
    void what_had_been_taken_is_let_go_of_in_the_mirror_order(String failing, int acceptances, Order order) {
        Kernel kernel = start(order);
        assertThat(load(kernel, "patch").success()).isTrue();
        failOnce(kernel, failing);

        LoadResult result = load(kernel, TARGET, arguments(failing));

        if (failing.equals("nothing")) {
            assertThat(result.success()).isTrue();
            kernel.loader().rmmod(TARGET).toCompletableFuture().join();
        } else {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            LoadResult.Failed.class,
                            failed -> assertThat(failed.errno())
                                    .isEqualTo(failing.equals("parameter") ? Errno.EINVAL : Errno.EBUSY));
        }
        assertThat(taken).hasSize(PROBES.size() + acceptances);
        assertThat(letGo).containsExactlyInAnyOrderElementsOf(taken);
        assertMirrored(ModuleState.COMING);
        assertMirrored(ModuleState.UNFORMED);
        assertNothingIsLeft(kernel);
        assertThat(load(kernel, TARGET).success()).as("nothing fails any more").isTrue();
    }

    private void assertMirrored(ModuleState phase) {
        List<String> up = new ArrayList<>(taken);
        up.removeIf(entry -> !entry.startsWith(phase.name()));
        Collections.reverse(up);
        assertThat(letGo).filteredOn(entry -> entry.startsWith(phase.name())).isEqualTo(up);
    }

    private void assertNothingIsLeft(Kernel kernel) {
        assertThat(kernel.loader().loaded(TARGET)).isEmpty();
        assertThat(kernel.ftrace().records(TARGET)).isZero();
        assertThat(kernel.ftrace().hooks()).isZero();
        assertThat(kernel.ftrace().violations()).isEmpty();
        assertThat(log.stream().filter("prepared"::equals).count())
                .isEqualTo(log.stream().filter("taken back"::equals).count());
    }

    private static String[] arguments(String failing) {
        return switch (failing) {
            case "init" -> new String[] {"ret=-16"};
            case "parameter" -> new String[] {"ret=x"};
            default -> new String[] {};
        };
    }

    /** The subscriber refuses the next COMING; what is no subscriber is made to fail in another way. */
    private static void failOnce(Kernel kernel, String subscriber) {
        if (kernel.injection().subscribers().contains(subscriber)) {
            Fault fault =
                    kernel.injection().fault(subscriber, ModuleState.COMING).orElseThrow();
            fault.times(1);
            fault.error(-Errno.EBUSY.number());
        }
    }

    private static LoadResult load(Kernel kernel, String module, String... arguments) {
        return kernel.loader()
                .modprobe(module, Arguments.parse(List.of(arguments)))
                .toCompletableFuture()
                .join();
    }

    private Kernel start(Order order) {
        KernelSpec spec = KernelSpec.of(ModuleCatalog.of("6.1", List.of()), log::add)
                .with(LoadFailuresTest::modules)
                .order(order);
        Kernel kernel = Kernel.start(system, spec).toCompletableFuture().join();
        for (String probe : PROBES) {
            Subscriber<KernelModule> subscriber = Subscriber.<KernelModule>named(probe)
                    .priority(-PROBES.indexOf(probe))
                    .handler(kernel.injection().around(probe, visit -> probe(probe, visit)));
            kernel.register(subscriber).toCompletableFuture().join();
        }
        return kernel;
    }

    /** Takes a hold in each phase that acquires, and notes each hold that it lets go of, newest first. */
    private Verdict probe(String id, Visit<KernelModule> visit) {
        ModuleState phase = ModuleState.announcedBy(visit.phase());
        if (!visit.key().equals(TARGET)) {
            return Verdict.ok();
        }
        if (visit.acquires()) {
            taken.add(phase + " " + id);
        } else if (phase == ModuleState.GOING) {
            Stream.of("COMING " + id, "UNFORMED " + id)
                    .filter(hold -> taken.contains(hold) && !letGo.contains(hold))
                    .filter(hold -> visit.cause() != Cause.UNDO || hold.startsWith("COMING"))
                    .forEach(letGo::add);
        }
        return Verdict.ok();
    }

    private static List<ModuleDefinition> modules(KernelServices kernel) {
        Behaviour behaviour = new Behaviour(Text.NOTHING, new Amount.OfParameter("ret"), List.of(), Text.NOTHING);
        DefinedModule target = new DefinedModule(
                TARGET, List.of(), 0, Exit.POSSIBLE, List.of(new Parameter("ret", 0)), List.of(), behaviour);
        DefinedCallbacks callbacks = new DefinedCallbacks(
                new Text("prepared"), Amount.NONE, Text.NOTHING, Text.NOTHING, new Text("taken back"));
        Replacement exit = new Replacement(TARGET + "_exit", DefinedFunction.saying("new_exit", Text.NOTHING));
        DefinedLivepatch patch = new DefinedLivepatch(
                "patch", 0, List.of(), Amount.NONE, List.of(new DefinedObject(TARGET, List.of(exit), callbacks)));
        return List.of(target.in(kernel), patch.in(kernel));
    }
}
