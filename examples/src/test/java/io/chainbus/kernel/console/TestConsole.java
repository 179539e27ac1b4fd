package io.chainbus.kernel.console;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.selftest.SelfTestModules;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A console on a kernel that has the self-tests' modules and no others; it remembers what was printed. */
final class TestConsole implements AutoCloseable {

    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "console");
    private final Kernel kernel = Kernel.start(
                    system, ModuleCatalog.of("6.1", List.of()), SelfTestModules::of, printed::add, Recorder.off())
            .toCompletableFuture()
            .join();
    private final Console console = new Console(kernel, printed::add);

    Kernel kernel() {
        return kernel;
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
        return printed;
    }

    /** Runs the lines behind the transcript's % signs, and expects exactly the transcript. */
    void assertTranscript(String transcript) {
        transcript.lines().filter(line -> line.startsWith("% ")).forEach(line -> console.run(line.substring(2)));
        assertPrinted(transcript);
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
