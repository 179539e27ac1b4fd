package io.chainbus.transit;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ThreadPoolConfigBuilder;
import akka.dispatch.ThreadPoolExecutorConfigurator;
import com.typesafe.config.Config;

/**
 * The executor of {@code chainbus.blocking-dispatcher}: a thread for each subscriber that is at work. Akka's own {@code
 * thread-pool-executor} has a queue that is never full, so that a pool without core threads stays at one thread and
 * subscribers wait for each other's blocking handlers; a queue without room makes it start another.
 */
public final class BlockingExecutor extends ThreadPoolExecutorConfigurator {

    /** By Akka, from the configuration. */
    public BlockingExecutor(Config config, DispatcherPrerequisites prerequisites) {
        super(config.getConfig("thread-pool-executor"), prerequisites);
    }

    @Override
    public ThreadPoolConfigBuilder createThreadPoolConfigBuilder(Config config, DispatcherPrerequisites prerequisites) {
        return super.createThreadPoolConfigBuilder(config, prerequisites)
                .withNewThreadPoolWithSynchronousQueueWithFairness(false);
    }
}
