package io.chainbus.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.history.HistoryMerge;
import io.chainbus.history.HistoryReader;
import io.chainbus.history.HistorySource;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.node.fleet.Answer;
import io.chainbus.node.fleet.Fleet;
import io.chainbus.node.fleet.NodeProcess;
import io.chainbus.node.fleet.Order.Seat;
import io.chainbus.node.fleet.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Nodes under load, to which things happen; in the end the merged history is checked, and so are the accounts of all
 * subscribers that are left. Used by one thread.
 */
final class Trial implements AutoCloseable {

    private static final String CHAIN = "proof";
    private static final int SEATS = 12;
    private static final long PATIENCE = 120;

    /** Those who refuse some keys, on two nodes, with others before them. */
    private static final Set<Integer> REFUSING = Set.of(5, 7, 10);

    /** How long the journal is behind before publishers are refused: {@code chainbus.cluster.jdbc.stall-after}. */
    static final Duration STALL_AFTER = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final List<Place> places;
    private final List<List<Seat>> seats = new ArrayList<>();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final List<Load> ended = new ArrayList<>();

    /** @param places one for each node */
    Trial(Path folder, long seed, List<Place> places, Map<String, Object> settings) {
        this(folder, seed, places, settings, false);
    }

    /** @param durable whether the subscribers keep their places while their nodes are gone */
    Trial(Path folder, long seed, List<Place> places, Map<String, Object> settings, boolean durable) {
        this.places = List.copyOf(places);
        this.fleet = new Fleet(folder, List.of("-Xmx512m", "-XX:+UseSerialGC"), settings);
        boolean grouped = new Random(seed).nextBoolean();
        places.forEach(place -> seats.add(new ArrayList<>()));
        for (int seat = 0; seat < SEATS; seat++) {
            int node = grouped ? seat * places.size() / SEATS : seat % places.size();
            List<String> refuses = REFUSING.contains(seat) ? Load.UNSIGNED : List.of();
            seats.get(node).add(new Seat("s" + seat, SEATS - seat, "", List.of(), false, false, durable, refuses));
        }
    }

    /** Settings of nodes that share a journal. */
    static Map<String, Object> settings(JournalServer journal) {
        Map<String, Object> settings = new HashMap<>(journal.settings());
        settings.put("cluster", "proof");
        return settings;
    }

    /** The first node coordinates the chain, since it is there before the others are. */
    void startWithTheFirst() throws IOException, InterruptedException, TimeoutException {
        for (int node = 0; node < places.size(); node++) {
            nodes.add(fleet.start("n" + node, places.get(node)));
        }
        List<String> seeds = List.of(Fleet.await(nodes.get(0).here(), PATIENCE).address());
        for (int node = 0; node < places.size(); node++) {
            Fleet.await(nodes.get(node).here(), PATIENCE);
            Fleet.await(nodes.get(node).join(seeds), PATIENCE);
            subscribe(nodes.get(node), seats.get(node));
        }
        nodes.forEach(node -> loads.add(Load.on(node, CHAIN)));
    }

    void start() throws IOException, InterruptedException, TimeoutException {
        for (int node = 0; node < places.size(); node++) {
            nodes.add(fleet.start("n" + node, places.get(node)));
        }
        Fleet.joinTogether(nodes, PATIENCE);
        for (int node = 0; node < places.size(); node++) {
            subscribe(nodes.get(node), seats.get(node));
        }
        nodes.forEach(node -> loads.add(Load.on(node, CHAIN)));
    }

    private static void subscribe(NodeProcess node, List<Seat> seats) throws InterruptedException, TimeoutException {
        assertThat(Fleet.await(node.subscribe(CHAIN, seats), PATIENCE).refused())
                .isEmpty();
    }

    /** A node that does not coordinate the chain, by chance. */
    int bystander(Random random) throws InterruptedException, TimeoutException {
        List<Integer> others = new ArrayList<>(List.of(0, 1, 2).subList(0, nodes.size()));
        others.remove(Integer.valueOf(coordinator()));
        return others.get(random.nextInt(others.size()));
    }

    /** The node that coordinates the chain. */
    int coordinator() throws InterruptedException, TimeoutException {
        String address = Fleet.await(loads.get(0).node().look(CHAIN), PATIENCE).coordinator();
        for (int node = 0; node < nodes.size(); node++) {
            if (Fleet.await(nodes.get(node).here(), PATIENCE).address().equals(address)) {
                return node;
            }
        }
        throw new AssertionError("none of the nodes is at " + address + ", where the chain is said to be coordinated");
    }

    /** Waits until each node that is there has had so many more keys up and down. */
    void goOn(int keys) {
        List<Long> before = loads.stream().map(Load::through).toList();
        await().atMost(Duration.ofSeconds(PATIENCE))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    for (int load = 0; load < loads.size(); load++) {
                        if (loads.get(load).through() < before.get(load) + keys) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /**
     * The line to the database is cut for that long, under load. What was accepted waits; and where it takes longer than the
     * journal may be behind, whoever publishes meanwhile is refused, on every node, and gets through afterwards.
     *
     * @return how many publishes were refused
     */
    long cutOff(DatabaseLine line, Duration length) throws IOException, InterruptedException {
        long before = turnedAway();
        long since = System.nanoTime();
        loads.forEach(Load::databaseIsAway);
        line.cut();
        if (length.compareTo(STALL_AFTER) > 0) {
            TimeUnit.NANOSECONDS.sleep(STALL_AFTER.toNanos());
            for (Load load : loads) {
                long known = load.turnedAway();
                await().atMost(Duration.ofSeconds(PATIENCE))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> {
                            load.publishOneMore();
                            return load.turnedAway() > known;
                        });
            }
        }
        TimeUnit.NANOSECONDS.sleep(length.toNanos() - (System.nanoTime() - since));
        line.mend();
        goOn(256);
        loads.forEach(Load::databaseIsBack);
        return turnedAway() - before;
    }

    private long turnedAway() {
        return loads.stream().mapToLong(Load::turnedAway).sum();
    }

    /** The node writes into its log that another one has written for the chain, so that it was refused. */
    boolean isFenced(NodeProcess node) throws IOException {
        try (Stream<String> lines = Files.lines(node.log())) {
            return lines.anyMatch(line -> line.contains("the chain is written by another one now"));
        }
    }

    /** One more key is published on that node, which need not be there any more when it is through. */
    void publishOneMore(int number) {
        NodeProcess node = nodes.get(number);
        Stream.concat(loads.stream(), ended.stream())
                .filter(load -> load.node() == node)
                .forEach(Load::publishOneMore);
    }

    NodeProcess node(int number) {
        return nodes.get(number);
    }

    /** It is gone, and publishes nothing any more. */
    void lost(int number) {
        NodeProcess gone = nodes.get(number);
        Load load = loads.stream().filter(one -> one.node() == gone).findFirst().orElseThrow();
        loads.remove(load);
        ended.add(load);
    }

    /** All nodes are killed at the same moment, and none knows how far it had got; whoever publishes next is another. */
    void killAll() {
        nodes.forEach(node -> ProcessHandle.of(node.pid()).ifPresent(ProcessHandle::destroyForcibly));
        nodes.forEach(NodeProcess::kill);
        ended.addAll(loads);
        loads.clear();
    }

    /** As many nodes start again, each with the subscribers of one before, which are back in their places. */
    void startAgain() throws IOException, InterruptedException, TimeoutException {
        nodes.clear();
        start();
    }

    /** Another node takes the place of one that is gone; its subscribers are told what is up. */
    void replace(int number) throws IOException, InterruptedException, TimeoutException {
        List<String> seeds = new ArrayList<>();
        for (Load load : loads) {
            seeds.add(Fleet.await(load.node().here(), PATIENCE).address());
        }
        NodeProcess node = fleet.start("n" + number, places.get(number));
        Fleet.await(node.here(), PATIENCE);
        Fleet.await(node.join(seeds), PATIENCE);
        subscribe(node, seats.get(number).stream().map(Trial::told).toList());
        nodes.set(number, node);
        loads.add(Load.on(node, CHAIN));
    }

    private static Seat told(Seat seat) {
        return new Seat(
                seat.subscriber(),
                seat.priority(),
                seat.anchor(),
                seat.after(),
                seat.observer(),
                true,
                seat.durable(),
                seat.refuses());
    }

    /** The longest that anybody has waited for a receipt that came. */
    long longestMillis() {
        return Stream.concat(loads.stream(), ended.stream())
                .mapToLong(Load::longestMillis)
                .max()
                .orElse(0);
    }

    /** Ends the load, takes down what those who are gone have left up, and holds everything against everything else. */
    CheckReport.Figures finish() throws IOException, InterruptedException, TimeoutException {
        for (Load load : loads) {
            Fleet.await(load.stop(), PATIENCE);
            assertThat(load.wrong()).isEmpty();
        }
        NodeProcess one = loads.get(0).node();
        release(one, Load.UNSIGNED);
        for (Load gone : ended) {
            Fleet.await(gone.stop(), PATIENCE);
            assertThat(gone.wrong()).allMatch(passage -> passage.how() == Answer.How.FAILED);
            release(one, gone.cutShort());
        }
        for (Load load : loads) {
            Answer.Looked looked = Fleet.await(load.node().look(CHAIN), PATIENCE);
            assertThat(looked.complaints()).isEmpty();
            assertThat(looked.up()).isZero();
            assertThat(looked.held().values()).containsOnly(0);
            assertThat(looked.seats()).hasSize(SEATS);
        }
        return check();
    }

    private static void release(NodeProcess node, List<String> keys) throws InterruptedException, TimeoutException {
        Answer.Published released = Fleet.await(node.publish(CHAIN, List.of("GOING"), keys, 32, count -> {}), PATIENCE);
        assertThat(released.keys()).allMatch(passage -> passage.how() == Answer.How.DONE);
    }

    private CheckReport.Figures check() throws IOException {
        List<HistorySource> sources = new ArrayList<>();
        for (Path history : fleet.histories()) {
            sources.add(new HistoryReader(Files.newInputStream(history), history.toString()));
        }
        try (HistorySource merged = new HistoryMerge(sources)) {
            CheckReport report = HistoryChecker.check(merged);
            assertThat(report.shown()).isEmpty();
            assertThat(report.figures().open()).as("walks that have not ended").isZero();
            return report.figures();
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
