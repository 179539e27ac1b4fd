package io.chainbus.cluster.journal.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

    static LongStream seeds() {
        Long seed = Long.getLong("chainbus.seed");
        long first = new SplittableRandom().nextLong();
        return seed == null ? LongStream.range(0, 10).map(run -> first + run) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "-Dchainbus.seed={0}")
    @MethodSource("seeds")
    void what_is_written_is_read(long seed) {
        RandomHistory history = new RandomHistory(seed);
        ChainState read = new ChainState();
        for (int batch = 0; batch < 40; batch++) {
            List<ChainEvent> events = history.batch();
            List<ChainEvent> back = Codec.events(Codec.FORMAT, Codec.bytes(events));
            assertThat(back).isEqualTo(events);
            back.forEach(read::apply);
            assertThat(read.snapshot()).isEqualTo(history.state().snapshot());
        }
        assertThat(Codec.snapshot(Codec.FORMAT, Codec.bytes(read.snapshot()))).isEqualTo(read.snapshot());
        assertThat(new ChainState(read.snapshot()).snapshot()).isEqualTo(read.snapshot());
    }

    /** {@code format-1.hex}: the samples, and the snapshot before the last of them, as the first version wrote them. */
    @Test
    void what_the_first_version_wrote_is_read_for_good() throws IOException {
        List<ChainEvent> samples = Samples.oneOfEach();
        ChainState state = new ChainState();
        samples.subList(0, samples.size() - 1).forEach(state::apply);
        List<byte[]> written = golden();
        assertThat(Codec.events(1, written.get(0))).isEqualTo(samples);
        assertThat(Codec.snapshot(1, written.get(1))).isEqualTo(state.snapshot());
    }

    private static List<byte[]> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(CodecTest.class.getResourceAsStream("format-1.hex"))) {
            return new String(in.readAllBytes(), US_ASCII)
                    .lines()
                    .map(line -> HexFormat.of().parseHex(line))
                    .toList();
        }
    }

    @Test
    void there_is_a_sample_of_each_event() {
        Set<Class<?>> sampled = new HashSet<>();
        Samples.oneOfEach().forEach(event -> sampled.add(event.getClass()));
        assertThat(sampled).isEqualTo(Set.of(ChainEvent.class.getPermittedSubclasses()));
    }

    @Test
    void a_newer_format_is_refused() {
        byte[] bytes = Codec.bytes(List.of(new ChainEvent.ChainClosed()));
        assertThatThrownBy(() -> Codec.events(Codec.FORMAT + 1, bytes))
                .isInstanceOf(Codec.UnreadableException.class)
                .hasMessage("is in format 2, and this Chainbus reads up to 1");
    }

    @Test
    void fields_that_nobody_knows_are_refused() {
        byte[] bytes = Codec.bytes(List.of(new ChainEvent.Left(17, 18)));
        String tampered = HexFormat.of().formatHex(bytes).replace(hex("version"), hex("VERSION"));
        assertThatThrownBy(() -> Codec.events(1, HexFormat.of().parseHex(tampered)))
                .isInstanceOf(Codec.UnreadableException.class)
                .hasMessageContaining("VERSION");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(US_ASCII));
    }

    @Test
    void a_walk_of_a_train_takes_little_room() {
        ChainEvent.TrainStarted train = Samples.started(1_000_000, 256, "COMING");
        assertThat(Codec.bytes(List.of(train)).length / 256).isLessThan(85);
        assertThat(Codec.bytes(List.of(Samples.ended(train, 12))).length / 256).isLessThan(65);
    }
}
