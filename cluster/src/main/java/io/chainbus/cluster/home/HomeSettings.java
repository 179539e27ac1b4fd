package io.chainbus.cluster.home;

import com.typesafe.config.Config;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.recording.Recorder;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * What coordinators on this node are made with.
 *
 * @param node the node's name
 * @param coordinated the chains that are coordinated on this node at the time; thread-safe
 * @param recorders what records a chain's history on this node, by the chain's name
 */
public record HomeSettings(
        String node, Journal journal, Function<String, Recorder> recorders, Set<String> coordinated, Limits limits) {

    /** From the configuration; {@code reference.conf} explains each key. */
    public record Limits(
            int openLimit,
            int trainLimit,
            int messageBytes,
            int visitsAhead,
            Duration holdBack,
            Duration askAgainMin,
            Duration askAgainMax,
            Duration handOver,
            Duration rejoinWindow,
            Duration rejoinPatience) {

        /**
         * Reads the section {@code chainbus}.
         *
         * @throws com.typesafe.config.ConfigException when a value is missing or makes no sense
         */
        public static Limits of(Config chainbus) {
            Config cluster = chainbus.getConfig("cluster");
            return new Limits(
                    cluster.getInt("open-limit"),
                    cluster.getInt("train-limit"),
                    Math.toIntExact(cluster.getBytes("message-bytes")),
                    cluster.getInt("visits-ahead"),
                    cluster.getDuration("hold-back"),
                    cluster.getDuration("ask-again-min"),
                    cluster.getDuration("ask-again-max"),
                    cluster.getDuration("hand-over-patience"),
                    chainbus.getDuration("rejoin-window"),
                    chainbus.getDuration("rejoin-patience"));
        }
    }
}
