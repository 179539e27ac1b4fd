package io.chainbus.node.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** The log of a process that is a node: with its name in each line, and more told than a short-lived command does. */
public final class NodeLog {

    private static final String NAME = "chainbus.node.name";

    private NodeLog() {}

    /** From now on; where somebody has said otherwise ({@code -Dlogback.configurationFile}) that stands. */
    public static void begin(String name) {
        if (System.getProperty("logback.configurationFile") == null
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            configure(context, name);
        }
    }

    static void configure(LoggerContext context, String name) {
        context.putProperty(NAME, name);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Objects.requireNonNull(NodeLog.class.getResource("logback-node.xml")));
        } catch (JoranException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The node's name is known now: where it is its address, the system may have chosen the port. */
    public static void rename(String name) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.putProperty(NAME, name);
        }
    }
}
