package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.KernelSpec;
import io.chainbus.kernel.injection.InjectionModule;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.order.Order;
import io.chainbus.kernel.selftest.SelfTestModules;
import io.chainbus.subscriber.Subscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A console on a kernel that has the self-tests' modules and those for tests; it remembers what was printed. */
final class TestConsole implements AutoCloseable {

    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "console");
    private final Kernel kernel;
    private final Console console;

    TestConsole() {
        this(Order.REVERSE);
    }

    TestConsole(Order order) {
        KernelSpec spec = KernelSpec.of(ModuleCatalog.of("6.1", List.of()), printed::add)
                .with(SelfTestModules::of)
                .with(TestModules::of)
                .with(services -> List.of(InjectionModule.define(services.notifiers())))
                .order(order);
        kernel = Kernel.start(system, spec).toCompletableFuture().join();
        console = new Console(kernel, printed::add);
    }

    Kernel kernel() {
        return kernel;
    }

    Console console() {
        return console;
    }

    void register(Subscriber<KernelModule> subscriber) {
        kernel.register(subscriber).toCompletableFuture().join();
    }

    boolean does(String line) {
        return console.run(line);
    }

    void run(String... lines) {
        for (String line : lines) {
            console.run(line);
        }
    }

    void forget() {
        printed.clear();
    }

    List<String> printed() {
        return List.copyOf(printed);
    }

    /** Runs the lines behind the transcript's % signs, and expects exactly the transcript; in it # begins a comment. */
    void assertTranscript(String transcript) {
        String uncommented = transcript.replaceAll("(?m)^#.*\\R", "");
        uncommented.lines().filter(line -> line.startsWith("% ")).forEach(line -> console.run(line.substring(2)));
        assertPrinted(uncommented);
    }

    void assertPrinted(String transcript) {
        assertThat(String.join("\n", printed) + "\n").isEqualTo(transcript);
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
