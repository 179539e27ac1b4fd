package io.chainbus.node.status;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.GetClusterShardingStats;
import akka.cluster.sharding.typed.HashCodeMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import io.chainbus.cluster.wire.HomeCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where chains are coordinated, as sharding has it. */
final class Coordinators {

    /** As the cluster module has it: coordinators are entities of this type, and a chain's name is its entity's id. */
    private static final EntityTypeKey<HomeCommand> HOMES = EntityTypeKey.create(HomeCommand.class, "chainbus");

    private final HashCodeMessageExtractor<HomeCommand> shards;
    private final Map<String, Address> byShard;

    private Coordinators(HashCodeMessageExtractor<HomeCommand> shards, Map<String, Address> byShard) {
        this.shards = shards;
        this.byShard = byShard;
    }

    /** Asks all regions; what one of them does not say in time is not known. */
    static CompletionStage<Coordinators> ask(ActorSystem<?> system, Duration patience) {
        var shards = new HashCodeMessageExtractor<HomeCommand>(
                ClusterShardingSettings.create(system).numberOfShards());
        CompletionStage<ShardRegion.ClusterShardingStats> stats = AskPattern.ask(
                ClusterSharding.get(system).shardState(),
                replyTo -> new GetClusterShardingStats(HOMES, patience, replyTo),
                patience.plus(patience),
                system.scheduler());
        Address own = Cluster.get(system).selfMember().address();
        return stats.handle((answer, failure) -> {
            Map<String, Address> byShard = new HashMap<>();
            if (answer != null) {
                answer.getRegions()
                        .forEach((region, shard) -> shard.getStats()
                                .keySet()
                                .forEach(id -> byShard.put(id, region.hasLocalScope() ? own : region)));
            }
            return new Coordinators(shards, byShard);
        });
    }

    /** The address of the node, or an empty text. */
    String of(String chain) {
        Address address = byShard.get(shards.shardId(chain));
        return address == null ? "" : NodeStatus.text(address);
    }
}
