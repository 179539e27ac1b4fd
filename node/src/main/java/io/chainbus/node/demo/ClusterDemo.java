package io.chainbus.node.demo;

import io.chainbus.history.HistoryMerge;
import io.chainbus.history.HistoryReader;
import io.chainbus.history.HistorySource;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.TreeModule;
import io.chainbus.node.fleet.Answer;
import io.chainbus.node.fleet.Answer.How;
import io.chainbus.node.fleet.Answer.Passage;
import io.chainbus.node.fleet.Fleet;
import io.chainbus.node.fleet.FleetJournal;
import io.chainbus.node.fleet.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * The first try of a cluster: three nodes, a chain whose subscribers are spread over them, and a kernel's modules that are
 * loaded and unloaded from all three, while one node is killed. Whoever loads waits for what a module needs, and asks again
 * where a subscriber died in the middle.
 */
public final class ClusterDemo {

    private static final List<String> NAMES = List.of("n1", "n2", "n3");
    private static final List<String> LOAD = List.of("COMING", "LIVE");
    private static final List<String> UNLOAD = List.of("GOING");
    private static final int REFUSED = 5;
    private static final int SHOWN = 10;
    private static final long PATIENCE_SECONDS = 60;

    private final ModuleTree tree;
    private final List<String> refused;
    private final Fleet fleet;
    private final Account account;
    private final Map<String, Passage> failed = new LinkedHashMap<>();
    private final Set<String> up = new LinkedHashSet<>();
    private int waiting;
    private int victim;

    private ClusterDemo(ModuleTree tree, long seed, Fleet fleet, Account account) {
        this.tree = tree;
        this.refused = Waves.unneeded(tree, REFUSED, seed);
        this.fleet = fleet;
        this.account = account;
    }

    /** What is told while it runs. */
    public interface Account {
        /**
         * Something has happened.
         *
         * @param what in a word; empty where it goes on with the one before
         */
        void tell(String what, String line);
    }

    /**
     * Runs it.
     *
     * @param folder of logs and histories, which is there
     * @return whether every promise was kept
     * @throws TimeoutException when a node does not do in a minute what takes seconds
     */
    public static boolean run(ModuleTree tree, long seed, Path folder, Account account)
            throws IOException, InterruptedException, TimeoutException {
        List<String> jvm = new ArrayList<>(Fleet.ownOptions());
        // They are at work for less time than it would take the second compiler to pay.
        jvm.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        try (FleetJournal journal = FleetJournal.in(folder);
                Fleet fleet = new Fleet(folder, jvm, Map.of("cluster", "demo", "journal.url", journal.url()))) {
            return new ClusterDemo(tree, seed, fleet, account).run();
        }
    }

    private boolean run() throws IOException, InterruptedException, TimeoutException {
        List<NodeProcess> nodes = fleet.startTogether(NAMES, PATIENCE_SECONDS);
        nodes.forEach(node -> account.tell(node.name(), "is up: process " + node.pid()));
        for (int node = 0; node < nodes.size(); node++) {
            subscribe(nodes.get(node), node, false);
        }
        tellChain(nodes);
        Crowd crowd = new Crowd(nodes, PATIENCE_SECONDS);
        load(crowd);
        unload(crowd);
        boolean clean = isClean(crowd);
        boolean kept = isKept();
        leave(crowd.nodes());
        return kept && clean;
    }

    private void subscribe(NodeProcess node, int number, boolean again) throws InterruptedException, TimeoutException {
        Answer.Subscribed reply = Fleet.await(
                node.subscribe(Cast.CHAIN, again ? Cast.again(number, refused) : Cast.of(number, refused)),
                PATIENCE_SECONDS);
        if (!reply.refused().isEmpty()) {
            throw new IllegalStateException("refused on " + node + ": " + reply.refused());
        }
    }

    /** Who is on the chain and where; and who is to die: the node that coordinates it. */
    private void tellChain(List<NodeProcess> nodes) throws InterruptedException, TimeoutException {
        Map<String, String> homes = new LinkedHashMap<>();
        for (int number = 0; number < NAMES.size(); number++) {
            for (var seat : Cast.of(number, refused)) {
                homes.put(seat.subscriber(), NAMES.get(number));
            }
        }
        Answer.Looked looked = Fleet.await(nodes.get(0).look(Cast.CHAIN), PATIENCE_SECONDS);
        String coordinator = looked.coordinator();
        for (NodeProcess other : nodes) {
            if (Fleet.await(other.here(), PATIENCE_SECONDS).address().equals(coordinator)) {
                coordinator = other.name();
                victim = NAMES.indexOf(other.name());
                break;
            }
        }
        account.tell(
                "chain",
                String.join(
                        " > ",
                        looked.seats().stream()
                                .map(id -> id + " on " + homes.get(id))
                                .toList()));
        account.tell("", coordinator + " coordinates it");
    }

    private void load(Crowd crowd) throws IOException, InterruptedException, TimeoutException {
        account.tell(
                "loading", "%d modules of %s, from all three nodes at once".formatted(tree.size(), tree.version()));
        long began = System.nanoTime();
        boolean killed = false;
        for (List<String> wave : Waves.of(tree).waves()) {
            List<String> ready = ready(wave);
            boolean middle = !killed && up.size() + ready.size() > tree.size() / 2;
            int after = middle ? Math.max(1, tree.size() / 2 - up.size()) : Integer.MAX_VALUE;
            note(crowd.publish(LOAD, ready, after, () -> kill(crowd)));
            if (middle) {
                killed = true;
                comeBack(crowd);
            }
            again(crowd);
        }
        account.tell(
                "loaded",
                "%d modules in %.1f s; lockdown refused %d%s"
                        .formatted(
                                up.size(),
                                seconds(began),
                                failed.size(),
                                waiting == 0 ? "" : ", and " + waiting + " more need one of those"));
    }

    /** Those whose dependencies are up. */
    private List<String> ready(List<String> wave) {
        List<String> ready = new ArrayList<>();
        for (String name : wave) {
            TreeModule module = tree.find(name).orElseThrow();
            if (up.containsAll(module.depends())) {
                ready.add(name);
            } else {
                waiting++;
            }
        }
        return ready;
    }

    private void note(Map<String, Passage> passages) {
        passages.forEach((key, passage) -> {
            if (passage.how() == How.DONE || passage.how() == How.ALREADY_UP) {
                up.add(key);
                failed.remove(key);
            } else {
                failed.put(key, passage);
            }
        });
    }

    private void kill(Crowd crowd) {
        NodeProcess dying = crowd.nodes().get(victim);
        dying.kill();
        account.tell("killed", dying + " with -9, after half of the modules; the others load on");
    }

    /** A node in the place of the one that was killed, whose subscribers hear what they have missed. */
    private void comeBack(Crowd crowd) throws IOException, InterruptedException, TimeoutException {
        account.tell(
                "",
                "the longest wait for a receipt was %.1f s; %d modules of the dead node's were loaded by the others"
                        .formatted(crowd.longestMillis() / 1000.0, crowd.takenOver()));
        NodeProcess node = fleet.start(NAMES.get(victim));
        Fleet.await(node.here(), PATIENCE_SECONDS);
        List<String> seeds = new ArrayList<>();
        for (NodeProcess other : crowd.nodes()) {
            seeds.add(Fleet.await(other.here(), PATIENCE_SECONDS).address());
        }
        Fleet.await(node.join(seeds), PATIENCE_SECONDS);
        subscribe(node, victim, true);
        Map<String, Integer> held =
                Fleet.await(node.look(Cast.CHAIN), PATIENCE_SECONDS).held();
        account.tell(node.name(), "took its place; its subscribers were told what is up: " + held);
        crowd.add(node);
    }

    /** Where a subscriber died in the middle of a visit its policy has vetoed: nobody else has anything against it. */
    private void again(Crowd crowd) throws InterruptedException, TimeoutException {
        List<String> died = failed.values().stream()
                .filter(passage -> passage.how() == How.VETOED_BY_DEATH)
                .map(Passage::key)
                .toList();
        if (!died.isEmpty()) {
            note(crowd.publish(LOAD, died, Integer.MAX_VALUE, () -> {}));
            account.tell("", died.size() + " modules met a subscriber that died, were undone, and loaded again");
        }
    }

    private void unload(Crowd crowd) throws InterruptedException, TimeoutException {
        long began = System.nanoTime();
        List<List<String>> waves = new ArrayList<>(Waves.of(tree).waves());
        Collections.reverse(waves);
        Map<String, Passage> ended = new LinkedHashMap<>();
        for (List<String> wave : waves) {
            List<String> going = new ArrayList<>(wave);
            going.retainAll(up);
            ended.putAll(crowd.publish(UNLOAD, going, Integer.MAX_VALUE, () -> {}));
        }
        ended.values().stream()
                .filter(passage -> passage.how() == How.DONE)
                .forEach(passage -> up.remove(passage.key()));
        account.tell(
                "unloaded",
                "%d modules in %.1f s, those that need others first".formatted(ended.size(), seconds(began)));
    }

    /** Nothing is up, nobody holds anything, and no subscriber has seen what must not be. */
    private boolean isClean(Crowd crowd) throws InterruptedException, TimeoutException {
        List<String> wrong = new ArrayList<>();
        failed.values().stream()
                .filter(passage -> !refused.contains(passage.key()))
                .forEach(passage -> wrong.add("not loaded: " + passage));
        up.forEach(name -> wrong.add("not unloaded: " + name));
        for (NodeProcess node : crowd.nodes()) {
            Answer.Looked looked = Fleet.await(node.look(Cast.CHAIN), PATIENCE_SECONDS);
            wrong.addAll(looked.complaints());
            looked.held().forEach((subscriber, count) -> {
                if (count > 0) {
                    wrong.add(subscriber + " still holds " + count + " modules");
                }
            });
            if (looked.up() > 0) {
                wrong.add("up on the chain, as " + node.name() + " is told: " + looked.up());
            }
        }
        wrong.stream().limit(SHOWN).forEach(line -> account.tell("wrong", line));
        return wrong.isEmpty();
    }

    /** One after the other, so that each has somebody to hand over to. */
    private void leave(List<NodeProcess> nodes) throws InterruptedException, TimeoutException {
        long began = System.nanoTime();
        for (NodeProcess node : nodes) {
            Fleet.await(node.leave(), PATIENCE_SECONDS);
        }
        account.tell("left", "all nodes, one after the other, in %.1f s".formatted(seconds(began)));
    }

    private boolean isKept() throws IOException {
        List<HistorySource> sources = new ArrayList<>();
        for (Path history : fleet.histories()) {
            sources.add(new HistoryReader(Files.newInputStream(history), history.toString()));
        }
        try (HistorySource merged = new HistoryMerge(sources)) {
            CheckReport report = HistoryChecker.check(merged);
            CheckReport.Figures figures = report.figures();
            account.tell(
                    "history",
                    "of %d nodes, merged: %d walks, %d visits, %d undone, %d lines"
                            .formatted(
                                    sources.size(),
                                    figures.walks(),
                                    figures.visits(),
                                    figures.undone(),
                                    figures.lines()));
            account.tell("", report.violationCount() + " violations of the promises P1 to P8");
            report.shown().stream().limit(SHOWN).forEach(violation -> account.tell("", violation.toString()));
            return report.violationCount() == 0;
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
