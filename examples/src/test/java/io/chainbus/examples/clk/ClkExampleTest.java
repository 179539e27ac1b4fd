package io.chainbus.examples.clk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.Chainbus;
import io.chainbus.examples.Told;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClkExampleTest {

    private static final long MHZ = 1_000_000;
    private static final String STRAY = "ABORT without a PRE that it accepted";

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chainbus bus = Chainbus.get(kit.system());

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_rate_that_all_can_live_with_is_announced_before_and_after_in_the_same_order() {
        Board board = Board.ours(bus);
        List<Receipt<RateChange>> receipts = board.setRate(110 * MHZ);
        assertThat(receipts)
                .extracting(Receipt::phase)
                .containsExactly(RatePhase.PRE_RATE_CHANGE, RatePhase.POST_RATE_CHANGE);
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt.visits())
                        .extracting(VisitRecord::subscriber)
                        .containsExactly("timer", "i2c0", "uart0", "spi0"));
        assertThat(told(board)).containsOnly(List.of("PRE", "POST"));
        assertThat(board.rate()).isEqualTo(110 * MHZ);
    }

    @Test
    void a_refusal_in_a_child_ends_the_walk_and_only_those_who_prepared_abort_the_last_first() {
        Board board = Board.ours(bus);
        Receipt<RateChange> pre = board.setRate(200 * MHZ).get(0);
        assertThat(pre.outcome()).isInstanceOfSatisfying(Outcome.Vetoed.class, vetoed -> {
            assertThat(vetoed.by()).isEqualTo("uart0");
            assertThat(vetoed.veto().reason()).isEqualTo("clock rate change rejected");
        });
        assertThat(pre.visits()).extracting(VisitRecord::subscriber).containsExactly("timer", "i2c0", "uart0");
        assertThat(pre.undone())
                .extracting(VisitRecord::subscriber, VisitRecord::phase, VisitRecord::cause)
                .containsExactly(
                        tuple("i2c0", RatePhase.ABORT_RATE_CHANGE, Cause.UNDO),
                        tuple("timer", RatePhase.ABORT_RATE_CHANGE, Cause.UNDO));
        assertThat(told(board))
                .containsExactly(
                        List.of("PRE", "ABORT"),
                        List.of("PRE", "ABORT"),
                        List.of("PRE, refused"),
                        List.of(),
                        List.of());
        assertThat(board.rate()).isEqualTo(100 * MHZ);
    }

    @Test
    void after_a_refusal_another_rate_can_be_set() {
        Board board = Board.ours(bus);
        board.setRate(200 * MHZ);
        board.forget();
        assertThat(board.setRate(110 * MHZ)).hasSize(2).allMatch(Receipt::success);
        assertThat(told(board)).containsOnly(List.of("PRE", "POST"));
    }

    @Test
    void a_veto_deep_in_the_tree_is_undone_on_every_chain_up_to_the_root() {
        Driver onRoot = new Driver("on root", 1000);
        Driver onFirst = new Driver("on first", 1000);
        Driver before = new Driver("before", 1000);
        Driver fussy = new Driver("fussy", 1000);
        Driver cannot = new Driver("cannot", 50);
        Clock root = Clock.root(bus, "root", 100);
        root.register(onRoot);
        Clock first = root.child("first", 1);
        first.register(onFirst);
        Clock second = first.child("second", 2);
        second.register(before);
        second.register(cannot);
        second.register(fussy);
        List<Receipt<RateChange>> receipts = root.setRate(200);
        assertThat(receipts).hasSize(1);
        assertThat(receipts.get(0).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class, vetoed -> assertThat(vetoed.by()).isEqualTo("first"));
        assertThat(List.of(onRoot, onFirst, before))
                .allSatisfy(driver -> assertThat(driver.told()).containsExactly("PRE", "ABORT"));
        assertThat(cannot.told()).containsExactly("PRE, refused");
        assertThat(fussy.told()).isEmpty();
        assertThat(List.of(root.rate(), first.rate(), second.rate())).containsExactly(100L, 100L, 50L);
        assertThat(root.setRate(100)).as("a change that is none").isEmpty();
    }

    @Test
    void a_child_whose_own_rate_stays_is_told_nothing() {
        Driver driver = new Driver("driver", 1000);
        Clock root = Clock.root(bus, "root", 101);
        root.child("half", 2).register(driver);
        root.setRate(100);
        assertThat(driver.told()).isEmpty();
    }

    @Test
    void the_kernel_aborts_everyone_the_one_that_refused_and_those_that_were_never_asked_included() {
        Board board = Board.kernels(bus);
        List<Receipt<RateChange>> receipts = board.setRate(200 * MHZ);
        assertThat(receipts)
                .extracting(receipt -> receipt.phase().name().substring(0, 3) + " " + receipt.key())
                .containsExactly(
                        "PRE pll", "PRE i2c0", "PRE uart0", "PRE spi0", "ABO pll", "ABO i2c0", "ABO uart0", "ABO spi0");
        assertThat(receipts.get(2).outcome()).isEqualTo(new Outcome.Stopped("uart"));
        assertThat(told(board))
                .containsExactly(
                        List.of("PRE", "ABORT"),
                        List.of("PRE", "ABORT"),
                        List.of("PRE, refused", STRAY),
                        List.of(STRAY),
                        List.of("PRE", "ABORT"));
        assertThat(board.rate()).isEqualTo(100 * MHZ);
    }

    @Test
    void the_kernel_announces_a_rate_that_all_can_live_with_as_ours_do() {
        Board board = Board.kernels(bus);
        assertThat(board.setRate(110 * MHZ))
                .extracting(receipt -> receipt.phase().name() + " " + receipt.key())
                .containsExactly(
                        "PRE_RATE_CHANGE pll",
                        "PRE_RATE_CHANGE i2c0",
                        "PRE_RATE_CHANGE uart0",
                        "PRE_RATE_CHANGE spi0",
                        "POST_RATE_CHANGE pll",
                        "POST_RATE_CHANGE i2c0",
                        "POST_RATE_CHANGE uart0",
                        "POST_RATE_CHANGE spi0");
        assertThat(told(board)).containsOnly(List.of("PRE", "POST"));
    }

    @Test
    void the_account_shows_both_ways_side_by_side() throws Exception {
        assertThat(Told.by(new ClkExample(), kit.system()))
                .contains(
                        "timer     PRE; POST                                           PRE; POST",
                        "uart      PRE, refused; ABORT without a PRE that it accepted  PRE, refused",
                        "console   ABORT without a PRE that it accepted                nothing",
                        "spi       PRE; ABORT                                          nothing",
                        "4  i2c0   ABORT_RATE_CHANGE  ok, undo")
                .contains("pll runs at 110 MHz. Devices restarted that were at work: 2 by the kernel, 0 by chainbus.");
    }

    private static List<List<String>> told(Board board) {
        return board.drivers().stream().map(Driver::told).toList();
    }
}
