package io.chainbus.node.growth;

import static io.chainbus.node.growth.Estimate.told;
import static io.chainbus.node.growth.Tuning.seconds;

import io.chainbus.node.growth.Estimate.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a workload comes to on such machines. All of it is calculated: from {@link Costs} that were measured on a small
 * cluster, and from how Akka 2.8 places shards, gossips and keeps its state, as its reference describes it.
 */
public final class Growth {

    /** Nodes of the largest cluster that is calculated: several times of the largest that Akka's makers tell of. */
    public static final int MOST_NODES = 10_000;

    /** A shard's coordinator may be moved to balance nodes only where there are several for each; Akka's own advice. */
    static final int SHARDS_FOR_A_NODE = 10;

    /** To claim a chain is to update its row, and to read its snapshot and its events. */
    private static final int STATEMENTS_TO_CLAIM = 3;
    /** A walk's start and its end. */
    private static final int ROWS_OF_A_TRAIN = 2;
    /** Artery opens one for control and one for what is ordinary, each way. */
    private static final int CONNECTIONS_OF_A_PEER = 4;
    /** What is promised for a chain whose coordinator's node died, in a small cluster. */
    private static final double NEXT_RECEIPT = 12;
    /** How long a service may be away that has lost all its nodes: nobody promises this, and somebody has to choose. */
    private static final double RESTART = 300;
    /** Names a second that the database gives out to nodes that ask which chains there are; not measured, on the low side. */
    private static final double NAMES = 500_000;
    /** The sharding coordinator writes to a majority before it goes on. */
    private static final double MAJORITY = 0.5;

    private final Workload work;
    private final Machine machine;
    private final Tuning tuning;
    private final Costs costs;

    private Growth(Workload work, Machine machine, Tuning tuning, Costs costs) {
        this.work = work;
        this.machine = machine;
        this.tuning = tuning;
        this.costs = costs;
    }

    /** All of it, in the order in which one reads it. */
    public static List<Estimate> of(Workload work, Machine machine, Tuning tuning, Costs costs) {
        Growth growth = new Growth(work, machine, tuning, costs);
        List<Estimate> all = new ArrayList<>();
        growth.inANode(all);
        growth.inTheCluster(all);
        growth.inTheJournal(all);
        growth.afterALoss(all);
        return all;
    }

    /** What is furthest beyond its limit, or nearest to it. */
    public static Estimate first(List<Estimate> all) {
        return all.stream().max(Comparator.comparingDouble(Estimate::share)).orElseThrow();
    }

    /** As many nodes as the same kind of work, in proportion, can be spread over with nothing beyond its limit. */
    public static Optional<Workload> mostThatHolds(Workload work, Machine machine, Tuning tuning, Costs costs) {
        // Each in turn: what is right for many nodes may be wrong for few.
        for (int nodes = work.nodes(); nodes > 0; nodes--) {
            Workload smaller = work.onNodes(nodes);
            if (first(of(smaller, machine, tuning, costs)).share() <= 1) {
                return Optional.of(smaller);
            }
        }
        return Optional.empty();
    }

    private void inANode(List<Estimate> all) {
        double chains = work.chainsOfANode();
        double coordinators = chains * costs.coordinatorBytes();
        double agents = chains * work.opened() * costs.agentBytes();
        double subscribers = chains * work.subscribers() * costs.subscriberBytes();
        double remembered = (double) work.chains() * costs.rememberedBytes();
        all.add(told("chains that a node coordinates", chains, Unit.THINGS));
        all.add(told("  memory of their coordinators", coordinators, Unit.BYTES));
        all.add(told("agents on a node, one for each chain that it has open", chains * work.opened(), Unit.THINGS));
        all.add(told("  memory of agents and subscribers", agents + subscribers, Unit.BYTES));
        all.add(told("  memory of all chains' names, which each node has", remembered, Unit.BYTES));
        all.add(new Estimate(
                "memory of a node that is held",
                coordinators + agents + subscribers + remembered,
                Unit.BYTES,
                machine.heapBytes() * Machine.SHARE_OF_HEAP,
                "half of its heap"));
        double messages = work.walksInAll() * work.messagesOfAWalk() / work.nodes();
        all.add(told("messages of walks, to or from a node", messages, Unit.A_SECOND));
        all.add(new Estimate(
                "a node's work for them",
                messages * costs.messageMicros() / 1e6,
                Unit.CORES,
                machine.cores() * Machine.SHARE_OF_CORES,
                "half of its cores"));
    }

    private void inTheCluster(List<Estimate> all) {
        int others = work.nodes() - 1;
        // Asked and answered, as the one and as the other.
        double heartbeats = 4 * Math.min(tuning.watched(), others) / seconds(tuning.heartbeat());
        double gossip = (double) work.nodes() * costs.gossipMemberBytes();
        all.add(told("heartbeats to and from a node", heartbeats, Unit.A_SECOND));
        all.add(new Estimate(
                "the cluster's gossip, while members change", gossip, Unit.BYTES, tuning.frameBytes(), "a message"));
        all.add(new Estimate(
                "gossip out of a node then",
                gossip / seconds(tuning.gossip()),
                Unit.BYTES_A_SECOND,
                machine.networkBytes(),
                "the network"));
        all.add(new Estimate(
                "connections of a node to the others",
                (double) CONNECTIONS_OF_A_PEER * others,
                Unit.THINGS,
                machine.files(),
                "open files"));
        all.add(new Estimate(
                "shards that there should be",
                (double) SHARDS_FOR_A_NODE * work.nodes(),
                Unit.THINGS,
                tuning.shards(),
                "number-of-shards"));
        all.add(new Estimate(
                "writing where shards are, each time that one is placed",
                placing(),
                Unit.SECONDS,
                seconds(tuning.placing()),
                "updating-state-timeout"));
    }

    /** Where all shards are goes from one node to a majority of the others. */
    private double placing() {
        double bytes =
                (double) tuning.shards() * costs.placedShardBytes() + (double) work.nodes() * costs.placedRegionBytes();
        return bytes * (work.nodes() - 1) * MAJORITY / machine.networkBytes();
    }

    private void inTheJournal(List<Estimate> all) {
        if (tuning.pool() == 0) {
            return;
        }
        all.add(new Estimate(
                "rows that walks write",
                work.walksInAll() * ROWS_OF_A_TRAIN / work.together(),
                Unit.A_SECOND,
                machine.rows(),
                "the database"));
        all.add(new Estimate(
                "connections to the database",
                (double) work.nodes() * tuning.pool(),
                Unit.THINGS,
                machine.connections(),
                "max_connections"));
        all.add(new Estimate(
                "chains that a node wakes when it starts",
                work.chains(),
                Unit.THINGS,
                tuning.buffered(),
                "sharding.buffer-size"));
    }

    private void afterALoss(List<Estimate> all) {
        double known = seconds(tuning.pause().plus(tuning.heartbeat()));
        double decided = seconds(tuning.stableAfter().plus(tuning.removalMargin()));
        double shards = Math.min(tuning.shards(), Math.ceil((double) tuning.shards() / work.nodes()));
        // They go to as many others as there are shards.
        double sharers = Math.max(1, Math.min(shards, work.nodes() - 1.0));
        double again = shards * placing() + starting(work.chainsOfANode(), sharers);
        if (work.nodes() > 1) {
            all.add(new Estimate(
                    "a node dies: until its last chain goes on",
                    known + decided + again,
                    Unit.SECONDS,
                    NEXT_RECEIPT,
                    "what is promised"));
        }
        double names = tuning.pool() == 0 ? 0 : (double) work.nodes() * work.chains() / NAMES;
        all.add(new Estimate(
                "all nodes die: until the last chain goes on, once they are up",
                tuning.shards() * placing() + starting(work.chains(), work.nodes()) + names,
                Unit.SECONDS,
                RESTART,
                "5 min, a choice"));
    }

    private double starting(double chains, double nodes) {
        double byNodes = chains * costs.startMicros() / 1e6 / nodes / machine.cores();
        double byDatabase = tuning.pool() == 0 ? 0 : chains * STATEMENTS_TO_CLAIM / machine.rows();
        return byNodes + byDatabase;
    }
}
