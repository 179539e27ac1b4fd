package io.chainbus.node.security;

import static org.assertj.core.api.Assertions.assertThat;

import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import io.chainbus.node.Node;
import io.chainbus.node.TestNodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.util.Try;

/** What a node takes from others, whoever they are: the classes of its own messages and of Akka's. */
@Timeout(60)
class SerializationTest {

    /** Akka's numbers of its serializers, which come along with a message's bytes. */
    private static final int JAVA = 1;

    private static final int JACKSON_CBOR = 33;

    private static TestNodes nodes;
    private static Serialization serialization;

    @BeforeAll
    static void start_a_node() throws Exception {
        nodes = new TestNodes();
        Node node = nodes.first(Map.of());
        node.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
        serialization = SerializationExtension.get(node.system());
    }

    @AfterAll
    static void stop_it() throws Exception {
        nodes.close();
    }

    private static String refusal(Try<?> result) {
        assertThat(result.isFailure()).isTrue();
        return result.failed().get().toString();
    }

    @Test
    void nothing_is_written_by_java_s_own_serialization() {
        assertThat(refusal(serialization.serialize(new ArrayList<>()))).contains("DisabledJavaSerializer");
    }

    @Test
    void nothing_is_read_by_java_s_own_serialization() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(new ArrayList<>());
        }
        assertThat(refusal(serialization.deserialize(bytes.toByteArray(), JAVA, "")))
                .contains("DisabledJavaSerializer");
    }

    @Test
    void a_class_that_is_not_on_the_list_is_not_read_whatever_its_sender_says() {
        byte[] any = "[]".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(serialization.deserialize(any, JACKSON_CBOR, "java.util.ArrayList")))
                .contains("java.util.ArrayList")
                .containsIgnoringCase("allow");
    }
}
