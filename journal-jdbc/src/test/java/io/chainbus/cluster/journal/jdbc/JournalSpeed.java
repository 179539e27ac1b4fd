package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.cluster.journal.ChainEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many walks a second a journal takes in, on H2 and on PostgreSQL with fsync: {@code mvn verify -Pjournal-speed -pl
 * journal-jdbc -am}. Each walk's start and end are durable before the next step, as by a coordinator that has one train
 * under way ({@code two batches}), and by one that has more to do than it can and writes the end of one train with the
 * start of the next ({@code one batch}). Snapshots are part of it; what is there in the end is checked.
 */
class JournalSpeed {

    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("journal.seconds", 4));
    private static final int SUBSCRIBERS = 12;

    private static ActorTestKit kit;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @ParameterizedTest
    @EnumSource
    void walks_a_second(Dialect dialect) throws SQLException {
        PrintStream out = System.out;
        String url = dialect == Dialect.H2 ? Databases.h2(directory) : Databases.postgres();
        try (Database database = Databases.open(url, Map.of("pool-size", 8, "stall-after", "10 s"))) {
            run(database, "warm-up", 64, false, 1);
            out.printf("%-10s %8s %8s %14s %14s%n", dialect, "train", "chains", "two batches", "one batch");
            for (int train : new int[] {1, 64, 256}) {
                for (int chains : new int[] {1, 8}) {
                    String name = train + "/" + chains;
                    double apart = run(database, name + " apart", train, false, chains);
                    double together = run(database, name + " together", train, true, chains);
                    out.printf("%-10s %8d %8d %,12.0f/s %,12.0f/s%n", "", train, chains, apart, together);
                }
            }
            recovery(database, out);
        }
    }

    private static double run(Database database, String name, int train, boolean together, int chains) {
        long began = System.nanoTime();
        List<CompletableFuture<Load>> loads = IntStream.range(0, chains)
                .mapToObj(i -> new Load(database, name + " " + i, train, together))
                .map(load -> CompletableFuture.supplyAsync(() -> load.until(began + SPAN.toNanos()), task -> {
                    Thread thread = new Thread(task, "load");
                    thread.setDaemon(true);
                    thread.start();
                }))
                .collect(Collectors.toList());
        long walks = loads.stream().mapToLong(load -> load.join().walks).sum();
        double seconds = (System.nanoTime() - began) / 1e9;
        loads.forEach(load -> load.join().check(database));
        return walks / seconds;
    }

    /** What a coordinator waits for when it takes over a chain whose journal is as long as it gets. */
    private static void recovery(Database database, PrintStream out) throws SQLException {
        Load load = new Load(database, "recovery", 256, true);
        long bytes = 0;
        while (bytes < database.settings().snapshotAfter() * 3 / 4) {
            bytes += load.step();
        }
        long began = System.nanoTime();
        ChainRows.Found found = (ChainRows.Found) database.once(
                connection -> ChainRows.claim(connection, database.settings().dialect(), "recovery", "the test"));
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertThat(found.replayedBytes()).isPositive();
        out.printf("recovery from %,d bytes of events: %d ms%n", found.replayedBytes(), millis);
    }

    /** A coordinator with as much to do as its journal takes. */
    private static final class Load {
        private final String chain;
        private final int train;
        private final boolean together;
        private final Coordinator coordinator;
        private ChainEvent.TrainStarted underWay;
        private long walks;

        Load(Database database, String chain, int train, boolean together) {
            this.chain = chain;
            this.train = train;
            this.together = together;
            this.coordinator = new Coordinator(kit, database, chain);
            coordinator.recovered();
            coordinator.write(Samples.beforeTrains(SUBSCRIBERS));
            underWay = Samples.started(1, train, "COMING");
            coordinator.write(List.of(underWay));
        }

        Load until(long nanoTime) {
            while (System.nanoTime() < nanoTime) {
                step();
            }
            return this;
        }

        /** A train ends and another one starts; returns how many bytes that took, about. */
        long step() {
            walks += train;
            ChainEvent ended = Samples.ended(underWay, SUBSCRIBERS);
            underWay = Samples.started(walks + 1, train, walks / train % 2 == 0 ? "COMING" : "GOING");
            ChainEvent acknowledged = new ChainEvent.Acknowledged(Map.of("loader@n1", walks));
            if (together) {
                coordinator.write(List.of(ended, acknowledged, underWay));
            } else {
                coordinator.write(List.of(ended));
                coordinator.write(List.of(acknowledged, underWay));
            }
            return train * 140L;
        }

        void check(Database database) {
            assertThat(new Coordinator(kit, database, chain).recovered().lastWalk())
                    .isEqualTo(walks + train);
        }
    }
}
