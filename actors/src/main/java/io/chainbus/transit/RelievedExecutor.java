package io.chainbus.transit;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * The executor of {@code chainbus.dispatcher}: a {@link RelievedPool}, with the parallelism that {@code
 * fork-join-executor} says.
 */
public final class RelievedExecutor extends ExecutorServiceConfigurator {

    private final int parallelism;
    private final Duration patience;

    /** By Akka, from the configuration. */
    public RelievedExecutor(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        Config forkJoin = config.getConfig("fork-join-executor");
        double wanted = Runtime.getRuntime().availableProcessors() * forkJoin.getDouble("parallelism-factor");
        this.parallelism = Math.min(
                Math.max((int) Math.ceil(wanted), forkJoin.getInt("parallelism-min")),
                forkJoin.getInt("parallelism-max"));
        this.patience = config.getDuration("relief-after");
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> RelievedPool.start(parallelism, patience, threads);
    }
}
