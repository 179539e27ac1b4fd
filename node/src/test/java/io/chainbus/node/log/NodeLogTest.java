package io.chainbus.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeLogTest {

    @Test
    void a_line_says_which_node_chain_and_walk_it_is_about() {
        LoggerContext context = new LoggerContext();
        NodeLog.configure(context, "n1");
        var appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        assertThat(line(appender, context, Map.of("chain", "modules", "walk", "7")))
                .contains(" WARN  [node=n1 chain=modules walk=7] NodeLogTest it did not answer");
        context.putProperty("chainbus.node.name", "127.0.0.1:2551");
        assertThat(line(appender, context, Map.of())).contains("[node=127.0.0.1:2551 chain=- walk=-]");
    }

    private static String line(
            ConsoleAppender<ILoggingEvent> appender, LoggerContext context, Map<String, String> mdc) {
        var logger = context.getLogger(NodeLogTest.class);
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, "it did not answer", null, null);
        event.setMDCPropertyMap(mdc);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
