package io.chainbus.load.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What figures come to. */
class FiguresTest {

    private static Figures with(Accounts measured, Visits calls, long refusedMoves) {
        return FiguresFixture.figures(
                true, measured, calls, new Moves(refusedMoves, Latency.none(), Latency.none()), 10);
    }

    @Test
    void rates_are_of_the_measured_time() {
        Figures figures = FiguresFixture.thousand(true);
        assertThat(figures.throughput()).isEqualTo(500);
        assertThat(figures.deliveries()).isEqualTo(4000);
        assertThat(FiguresFixture.nothing().throughput()).isNaN();
        assertThat(figures.all().count()).isEqualTo(1000);
        assertThat(figures.all().percentile(99)).isCloseTo(990_000, withinPercentage(0.2));
    }

    @Test
    void where_everything_agrees_there_is_nothing_to_say() {
        assertThat(FiguresFixture.thousand(true).disagreements()).isEmpty();
        assertThat(FiguresFixture.nothing().disagreements()).isEmpty();
    }

    @Test
    void every_way_to_disagree_is_said() {
        Visits fine = FiguresFixture.AGREEING;
        Accounts counted = FiguresFixture.THOUSAND;
        assertThat(with(new Accounts(1011, 1000, 20, 10, 0), fine, 0).disagreements())
                .containsExactly("1,011 published, but 1,000 ended + 10 refused + 0 failed: 1 have no receipt");
        assertThat(with(new Accounts(1009, 1000, 20, 10, 0), fine, 0).disagreements())
                .containsExactly("1,009 published, but 1,000 ended + 10 refused + 0 failed: -1 have no receipt");
        assertThat(with(new Accounts(1011, 1000, 20, 10, 1), fine, 0).disagreements())
                .containsExactly("1 publishes failed with an exception");
        assertThat(with(counted, new Visits(8000, 7999, 20, 20), 0).disagreements())
                .containsExactly("receipts tell of 8,000 visits, handlers were called 7,999 times");
        assertThat(with(counted, new Visits(8000, 8000, 19, 20), 0).disagreements())
                .containsExactly("receipts tell of 19 vetoes, handlers gave 20");
        assertThat(with(counted, fine, 2).disagreements())
                .containsExactly("2 joins or leaves were refused, or not answered");
    }

    @Test
    void bins_hold_everything_once() {
        Latency latency = FiguresFixture.upTo(1000);
        List<Latency.Bin> bins = latency.bins();
        assertThat(bins.stream().mapToLong(Latency.Bin::count).sum()).isEqualTo(1000);
        assertThat(bins.get(0).from()).isLessThanOrEqualTo(1000);
        assertThat(bins.get(bins.size() - 1).to()).isGreaterThanOrEqualTo(1_000_000);
        for (int index = 1; index < bins.size(); index++) {
            assertThat(bins.get(index).from()).isEqualTo(bins.get(index - 1).to());
        }
        assertThat(Latency.none().bins()).isEmpty();
        assertThat(FiguresFixture.upTo(1).bins()).hasSize(1);
    }

    @Test
    void rarities_go_as_far_as_there_were_events_to_see() {
        assertThat(Latency.rarities(0)).first().isEqualTo(1.0);
        assertThat(Latency.rarities(1000))
                .last()
                .satisfies(oneIn -> assertThat(oneIn).isBetween(999.0, 1500.0));
        assertThat(FiguresFixture.upTo(1000).rarity(100)).isCloseTo(990_000, withinPercentage(0.2));
        assertThat(FiguresFixture.upTo(1000).rarity(1)).isCloseTo(1000, withinPercentage(0.2));
    }
}
