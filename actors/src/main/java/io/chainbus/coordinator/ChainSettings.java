package io.chainbus.coordinator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.PhaseSet;
import io.chainbus.recording.Recorder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a chain is made with: the declarations of its user, and the limits from the configuration.
 *
 * @param key what an event is about; walks of one key never overlap
 * @param recorder records the history, or nothing
 * @param timed whether visits' times are taken; a history implies it
 * @param waits the handlers of the actor system that wait
 * @param threads where trains are carried from subscriber to subscriber
 */
public record ChainSettings<T>(
        String name,
        Function<? super T, String> key,
        PhaseSet phases,
        Holding holding,
        Recorder recorder,
        boolean timed,
        Limits limits,
        Waits waits,
        Executor threads) {

    /**
     * {@code chainbus} in the configuration; {@code reference.conf} explains each key.
     */
    public record Limits(
            Duration defaultDeadline,
            int openLimit,
            int underWayLimit,
            int trainLimit,
            int trainsInFlight,
            Duration stopBudget,
            Duration deadlineCheckMin,
            Duration deadlineCheckMax,
            Duration rejoinWindow,
            Duration rejoinPatience,
            boolean mdcInHandlers) {

        /**
         * Reads the section {@code chainbus}.
         *
         * @throws com.typesafe.config.ConfigException when a value is missing or makes no sense, naming where it stands
         */
        public static Limits of(Config chainbus) {
            return new Limits(
                    atLeast("1 ns", NANO, chainbus, "default-deadline"),
                    positive(chainbus, "open-limit"),
                    positive(chainbus, "under-way-limit"),
                    positive(chainbus, "train-limit"),
                    positive(chainbus, "trains-in-flight"),
                    atLeast("0", Duration.ZERO, chainbus, "stop-budget"),
                    atLeast("1 ns", NANO, chainbus, "deadline-check-min"),
                    atLeast(
                            "deadline-check-min",
                            chainbus.getDuration("deadline-check-min"),
                            chainbus,
                            "deadline-check-max"),
                    timer("1 ns", NANO, chainbus, "rejoin-window"),
                    timer("0", Duration.ZERO, chainbus, "rejoin-patience"),
                    chainbus.getBoolean("mdc-in-handlers"));
        }

        private static final Duration NANO = Duration.ofNanos(1);

        /** Akka's timers do not reach much further (2^31 ticks of at least 1 ms). */
        private static final Duration LONGEST_TIMER = Duration.ofDays(20);

        private static Duration timer(String name, Duration least, Config chainbus, String key) {
            Duration value = atLeast(name, least, chainbus, key);
            if (value.compareTo(LONGEST_TIMER) > 0) {
                throw bad(chainbus, key, "must be at most " + LONGEST_TIMER.toDays() + " d, not " + value);
            }
            return value;
        }

        private static Duration atLeast(String name, Duration least, Config chainbus, String key) {
            Duration value = chainbus.getDuration(key);
            if (value.compareTo(least) < 0) {
                throw bad(chainbus, key, "must be at least " + name + ", not " + value);
            }
            return value;
        }

        private static int positive(Config chainbus, String key) {
            int value = chainbus.getInt(key);
            if (value < 1) {
                throw bad(chainbus, key, "must be at least 1, not " + value);
            }
            return value;
        }

        private static ConfigException bad(Config chainbus, String key, String what) {
            return new ConfigException.BadValue(chainbus.getValue(key).origin(), "chainbus." + key, what);
        }
    }
}
