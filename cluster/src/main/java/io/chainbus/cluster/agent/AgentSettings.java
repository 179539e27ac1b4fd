package io.chainbus.cluster.agent;

import com.typesafe.config.Config;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.waiting.Waits;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.recording.Recorder;
import java.time.Duration;

/**
 * What a node's part of a chain is made with.
 *
 * @param recorder of this node
 * @param waits of this node
 */
public record AgentSettings<T>(ChainSpec<T> spec, AgentId agent, Recorder recorder, Limits limits, Waits waits)
        implements Waits.Party {

    /** From the configuration; {@code reference.conf} explains each key. */
    public record Limits(
            Duration defaultDeadline,
            Duration stopBudget,
            Duration deadlineCheckMin,
            Duration deadlineCheckMax,
            boolean mdcInHandlers,
            Duration askAgainMin,
            Duration askAgainMax,
            Duration leavePatience,
            int openLimit,
            int trainLimit,
            int messageBytes,
            int payloadLimit) {

        /**
         * Reads the section {@code chainbus}.
         *
         * @throws com.typesafe.config.ConfigException when a value is missing or makes no sense
         */
        public static Limits of(Config chainbus) {
            Config cluster = chainbus.getConfig("cluster");
            return new Limits(
                    chainbus.getDuration("default-deadline"),
                    chainbus.getDuration("stop-budget"),
                    chainbus.getDuration("deadline-check-min"),
                    chainbus.getDuration("deadline-check-max"),
                    chainbus.getBoolean("mdc-in-handlers"),
                    cluster.getDuration("ask-again-min"),
                    cluster.getDuration("ask-again-max"),
                    cluster.getDuration("leave-patience"),
                    cluster.getInt("open-limit"),
                    cluster.getInt("train-limit"),
                    Math.toIntExact(cluster.getBytes("message-bytes")),
                    Math.toIntExact(cluster.getBytes("payload-limit")));
        }
    }

    String chain() {
        return spec.name();
    }

    Declaration declaration() {
        return Declaration.of(spec.payload(), spec.phases(), spec.holding());
    }
}
