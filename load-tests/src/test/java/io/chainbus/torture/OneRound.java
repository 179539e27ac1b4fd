package io.chainbus.torture;

import io.chainbus.torture.plan.Chaos;
import io.chainbus.torture.plan.Rates;
import io.chainbus.torture.plan.Size;
import io.chainbus.torture.run.Torture;
import io.chainbus.torture.run.TortureSettings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** One round of torture, planned from its seed; made anew by each class loader, so that it runs on that one's engine. */
public final class OneRound implements Callable<List<String>> {

    private static final Size SIZE = new Size(3, 8, 12, 120);
    /** As usual, with more of what is rare in so short a run; who hangs for good does not for long on a sound engine. */
    private static final Rates RATES =
            new Rates(Map.of(Chaos.NEVER, 60, Chaos.DURABLE, 900, Chaos.DEATH, 30, Chaos.WAIT, 60));

    private final long seed;
    /** How long nothing may happen before something is taken to be lost. Long for an engine that should lose nothing. */
    private final Duration patience;

    public OneRound(long seed, Duration patience) {
        this.seed = seed;
        this.patience = patience;
    }

    /** What was broken. */
    @Override
    public List<String> call() throws Exception {
        Path history = Files.createTempFile("chainbus-round-", ".jsonl");
        try {
            TortureSettings settings = new TortureSettings(seed, Duration.ZERO, SIZE, RATES, patience);
            return Torture.run(settings, history, OutputStream.nullOutputStream(), () -> {}, line -> {})
                    .broken();
        } finally {
            Files.deleteIfExists(history);
        }
    }
}
