package io.chainbus.node.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** The log of a process that is a node: with its name in each line, and more told than a short-lived command does. */
final class NodeLog {

    private NodeLog() {}

    /** From now on; where somebody has said otherwise ({@code -Dlogback.configurationFile}) that stands. */
    static void begin(String name) {
        if (System.getProperty("logback.configurationFile") != null
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        URL file = Objects.requireNonNull(NodeLog.class.getResource("logback-node.xml"));
        context.reset();
        context.putProperty("chainbus.node.name", name);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
