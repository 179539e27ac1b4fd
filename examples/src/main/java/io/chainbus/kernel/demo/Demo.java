package io.chainbus.kernel.demo;

import akka.actor.typed.ActorSystem;
import io.chainbus.history.HistoryReader;
import io.chainbus.kernel.Kernel;
import io.chainbus.recording.HistoryFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the demo and checks what was recorded of it. */
public final class Demo {

    private static final String NODE = "demo";

    private Demo() {}

    /**
     * Runs the demo; blocks its caller until it is over and checked.
     *
     * @param system for this demo alone, which leaves its chain there
     * @param history the file that the history is written to, and then read from
     * @throws IOException if the history cannot be written or read
     */
    public static DemoReport run(ActorSystem<?> system, DemoSettings settings, Path history, Progress progress)
            throws IOException {
        long began = System.nanoTime();
        DemoOutcome outcome;
        try (HistoryFile file = HistoryFile.create(history, NODE)) {
            outcome = DemoRun.run(system, settings, file.recorder(Kernel.CHAIN), progress);
        }
        Duration ran = Duration.ofNanos(System.nanoTime() - began);
        try (HistoryReader recorded =
                new HistoryReader(new BufferedInputStream(Files.newInputStream(history)), history.toString())) {
            progress.begin("checking", 0);
            return DemoReport.of(settings, outcome, recorded, ran);
        }
    }
}
