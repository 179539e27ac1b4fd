package io.chainbus.node.growth;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Those of a node's settings that matter for how it grows.
 *
 * @param pool connections of a node to the journal's database; 0 without a journal
 * @param buffered messages that a node keeps for shards whose place it does not know yet
 */
public record Tuning(
        int shards,
        int pool,
        int buffered,
        long frameBytes,
        Duration heartbeat,
        int watched,
        Duration pause,
        Duration gossip,
        Duration stableAfter,
        Duration removalMargin,
        Duration placing) {

    /** Those of a node's whole configuration. */
    public static Tuning of(Config config, boolean journal) {
        Config cluster = config.getConfig("akka.cluster");
        return new Tuning(
                cluster.getInt("sharding.number-of-shards"),
                journal ? config.getInt("chainbus.cluster.jdbc.pool-size") : 0,
                cluster.getInt("sharding.buffer-size"),
                config.getBytes("akka.remote.artery.advanced.maximum-frame-size"),
                cluster.getDuration("failure-detector.heartbeat-interval"),
                cluster.getInt("failure-detector.monitored-by-nr-of-members"),
                cluster.getDuration("failure-detector.acceptable-heartbeat-pause"),
                cluster.getDuration("gossip-interval"),
                cluster.getDuration("split-brain-resolver.stable-after"),
                cluster.getDuration("down-removal-margin"),
                cluster.getDuration("sharding.updating-state-timeout"));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
