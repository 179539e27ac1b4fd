package io.chainbus.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializationExtension;
import akka.serialization.SerializerWithStringManifest;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Cause;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WireSerializerTest {

    private static ActorTestKit kit;
    private static WireSerializer serializer;
    private static TestProbe<ToPublisher> publisher;

    private Random random = new Random(1);

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        serializer = new WireSerializer((ExtendedActorSystem) Adapter.toClassic(kit.system()));
        publisher = kit.createTestProbe(ToPublisher.class);
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @RepeatedTest(50)
    void what_is_written_is_read(RepetitionInfo repetition) throws NotSerializableException {
        random = new Random(repetition.getCurrentRepetition());
        for (Wire message : List.of(visit(), visited(), publish(), receipts())) {
            byte[] bytes = serializer.toBinary(message);
            assertThat(serializer.fromBinary(bytes, serializer.manifest(message)))
                    .as("seed %d", repetition.getCurrentRepetition())
                    .isEqualTo(message);
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length);
            serializer.toBinary(message, direct);
            direct.flip();
            assertThat(serializer.fromBinary(direct, serializer.manifest(message)))
                    .isEqualTo(message);
        }
    }

    @RepeatedTest(20)
    void what_ends_in_between_or_is_garbled_is_refused_or_is_another_message(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        for (Wire message : List.of(visit(), visited(), receipts())) {
            byte[] bytes = serializer.toBinary(message);
            String manifest = serializer.manifest(message);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> serializer.fromBinary(cut, manifest)).isInstanceOf(NotSerializableException.class);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(serializer.fromBinary(bytes, manifest)).isInstanceOf(Wire.class);
            } catch (NotSerializableException refused) {
                assertThat(refused).hasMessageContaining(manifest);
            }
        }
    }

    @Test
    void a_form_that_is_not_known_is_refused() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "V9"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("V9");
    }

    @Test
    void a_number_of_elements_that_cannot_be_there_takes_no_room() {
        byte[] agent = {1, 'a', 1, 1};
        byte[] bytes = Arrays.copyOf(agent, 10);
        bytes[4] = 1; // epoch
        bytes[5] = (byte) 0xFF; // so many answers
        bytes[6] = (byte) 0xFF;
        bytes[7] = (byte) 0xFF;
        bytes[8] = (byte) 0x7F;
        assertThatThrownBy(() -> serializer.fromBinary(bytes, "A1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("elements");
    }

    @Test
    void akka_uses_it_for_what_carries_walks_and_jackson_for_the_rest() throws NotSerializableException {
        var serialization = SerializationExtension.get(kit.system());
        for (Wire message : List.of(visit(), visited(), publish(), receipts())) {
            assertThat(serialization.serializerFor(message.getClass())).isInstanceOf(WireSerializer.class);
        }
        SerializerWithStringManifest other =
                (SerializerWithStringManifest) serialization.serializerFor(ToAgent.WhoAreYou.class);
        assertThat(other).isNotInstanceOf(WireSerializer.class);
        assertThat(other.fromBinary(other.toBinary(new ToAgent.WhoAreYou(7)), other.manifest(new ToAgent.WhoAreYou(7))))
                .isEqualTo(new ToAgent.WhoAreYou(7));
    }

    private ToAgent.Visit visit() {
        return new ToAgent.Visit(
                agent(),
                number(),
                new Horizon(1000, List.of(3L, 7L, (long) random.nextInt(1000))),
                some(
                        3,
                        () -> new Errand(
                                some(12, () -> random.nextInt(200)),
                                some(12, this::number),
                                random.nextBoolean() ? null : undoing(),
                                random.nextBoolean(),
                                some(300, () -> new Task(number(), random.nextInt(100), matter())))),
                number());
    }

    private ToHome.Visited visited() {
        return new ToHome.Visited(
                agent(),
                number(),
                some(
                        4,
                        () -> new Answered(
                                random.nextInt(100),
                                random.nextBoolean(),
                                some(3, this::trace),
                                some(300, () -> new Done(number(), random.nextInt(3))))),
                number());
    }

    private ToHome.Publish publish() {
        return new ToHome.Publish(
                text(),
                publisher.getRef(),
                number(),
                number(),
                number(),
                some(300, () -> new Event(number(), text(), text(), payload())),
                number());
    }

    private ToPublisher.Receipts receipts() {
        return new ToPublisher.Receipts(
                text(),
                some(12, () -> new ToPublisher.Who(text(), random.nextBoolean())),
                some(3, this::trace),
                some(9, () -> new Ending(one(Ending.Kind.values()), text(), text(), one(Source.values()))),
                some(300, () -> new ReceiptLine(number(), number(), random.nextInt(9), random.nextInt(4) - 1)),
                number());
    }

    private AgentId agent() {
        return new AgentId(text(), random.nextLong(), number());
    }

    private Undoing undoing() {
        return new Undoing(text(), text(), text(), one(Source.values()));
    }

    private @Nullable Matter matter() {
        return random.nextBoolean() ? null : new Matter(text(), "COMING", payload(), one(Cause.values()));
    }

    private Payload payload() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return new Payload(random.nextInt(), text(), bytes);
    }

    private Trace trace() {
        return new Trace(
                text(), text(), some(2, () -> new Trace.Remark(random.nextInt(100), random.nextBoolean(), text())));
    }

    private long number() {
        return random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(100_000);
    }

    private String text() {
        return List.of("", "a", "pings", "modül", "模块", "🔔", "a longer one, with blanks")
                .get(random.nextInt(7));
    }

    private <E> E one(E[] all) {
        return all[random.nextInt(all.length)];
    }

    private <E> List<E> some(int most, Supplier<E> element) {
        List<E> all = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            all.add(element.get());
        }
        return all;
    }
}
