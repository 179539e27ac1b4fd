package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/cluster.md says of settings and of how a cluster grows what is so. */
class ClusterDocTest {

    private static final Path DOC = Path.of("..", "docs", "cluster.md");

    /** A block of the document that begins with a call, and is what it prints. */
    static List<String[]> plans() throws IOException {
        return Pattern.compile("```text\n\\$ \\./chainbus (cluster plan [^\n]*)\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOC))
                .results()
                .map(ClusterDocTest::callAndOutput)
                .toList();
    }

    private static String[] callAndOutput(MatchResult block) {
        return new String[] {block.group(1), block.group(2)};
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_plan_in_the_document_is_what_the_command_prints(String call, String output) {
        StringWriter out = new StringWriter();
        Main.run(
                Commands.commandLine(),
                false,
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                call.replace("--config ", "--config ../").split(" "));
        assertThat(out).hasToString(output);
    }

    @Test
    void each_setting_of_chainbus_s_own_is_in_the_document() throws IOException {
        String text = Files.readString(DOC);
        Config node = ConfigFactory.parseResources("chainbus-node.conf").getConfig("chainbus.node");
        Config reference = ConfigFactory.load("reference").getConfig("chainbus.cluster");
        Stream<String> keys = Stream.concat(
                node.entrySet().stream().map(entry -> entry.getKey()),
                reference.entrySet().stream().map(entry -> entry.getKey()));
        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
    }

    @Test
    void each_setting_of_akka_s_is_in_the_document_with_its_value() throws IOException {
        String text = Files.readString(DOC);
        Config akka = ConfigFactory.parseResources("chainbus-cluster.conf").getConfig("akka.cluster");
        assertThat(akka.entrySet())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(text).contains("`" + entry.getKey() + "`"));
    }
}
