package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedHistoriesTest {

    @Test
    void a_chain_that_keeps_its_promises_is_not_accused_of_anything() {
        Seeds.run(1000, random -> {
            List<Line> lines = Simulation.history(random, 250);
            CheckReport report = Scribe.check(lines);
            assertThat(report.shown()).isEmpty();
            assertThat(report.figures().walks()).isPositive();
        });
    }

    @Test
    void the_simulation_does_all_that_a_history_can_tell_of() {
        SplittableRandom random = new SplittableRandom(1);
        CheckReport.Figures sum = new CheckReport.Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        List<Line> lines = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            List<Line> history = Simulation.history(random, 250);
            lines.addAll(history);
            sum = plus(sum, Scribe.check(history).figures());
        }
        assertThat(sum)
                .satisfies(all -> assertThat(List.of(
                                all.joined(),
                                all.left(),
                                all.visits(),
                                all.undone(),
                                all.vetoed(),
                                all.skipped(),
                                all.refused(),
                                all.late(),
                                all.open()))
                        .allMatch(count -> count > 0));
        assertThat(lines.stream().map(Line::entry).filter(Entry.Published.class::isInstance))
                .extracting(entry -> ((Entry.Published) entry).cause())
                .contains(Recorded.Cause.values());
        assertThat(lines.stream().map(Line::entry).filter(Entry.Visited.class::isInstance))
                .extracting(entry -> ((Entry.Visited) entry).turn().source())
                .contains(Recorded.Source.values());
        assertThat(lines.stream().map(Line::entry).filter(Entry.Registered.class::isInstance))
                .flatExtracting(entry -> ((Entry.Registered) entry).traits())
                .contains(Recorded.Trait.values());
        assertThat(lines.stream().map(line -> line.entry().type())).contains("away", "resumed");
    }

    private static CheckReport.Figures plus(CheckReport.Figures a, CheckReport.Figures b) {
        return new CheckReport.Figures(
                a.lines() + b.lines(),
                a.chains() + b.chains(),
                a.joined() + b.joined(),
                a.left() + b.left(),
                a.walks() + b.walks(),
                a.visits() + b.visits(),
                a.undone() + b.undone(),
                a.vetoed() + b.vetoed(),
                a.skipped() + b.skipped(),
                a.refused() + b.refused(),
                a.late() + b.late(),
                a.open() + b.open());
    }
}
