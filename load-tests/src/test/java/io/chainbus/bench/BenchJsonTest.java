package io.chainbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.contest.Figures;
import io.chainbus.bench.trial.Cell;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchJsonTest {

    @Test
    void each_run_is_an_object_with_its_medians() throws IOException {
        String json = BenchJson.of(new Figures()
                .with(Candidate.CHAINBUS, Cell.fullSpeed(8, 2, 10), 1000, 12.34, 500)
                .with(Candidate.CHAINBUS, Cell.fullSpeed(8, 2, 10), 3000, 13.36, 700)
                .results());
        assertThat(json.replaceAll("\\s+", ""))
                .isEqualTo("{\"runs\":[{\"candidate\":\"chainbus\",\"subscribers\":8,\"publishers\":2,"
                        + "\"handlerMicros\":10,\"deliveriesPerSecond\":2000.0,\"bytesPerDelivery\":12.9,"
                        + "\"p50Nanos\":600.0,\"p99Nanos\":1200.0}]}");
    }

    @Test
    void runs_at_a_fixed_rate_stand_apart_and_unsound_ones_nowhere() throws IOException {
        String json = BenchJson.of(new Figures()
                .unsound(Candidate.RING, Cell.plain(8), "lost one")
                .with(Candidate.SPRING, Cell.paced(8, 100), 800, 0, 1)
                .results());
        assertThat(json.replaceAll("\\s+", ""))
                .startsWith("{\"runs\":[],\"paced\":[{\"candidate\":\"spring\",")
                .contains("\"eventsPerSecond\":100", "\"p999Nanos\":3.0,\"maxNanos\":4.0")
                .doesNotContain("\"ring\"");
    }
}
