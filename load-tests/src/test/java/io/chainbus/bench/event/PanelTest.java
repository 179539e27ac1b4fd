package io.chainbus.bench.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What arrived is held against what was sent. */
class PanelTest {

    private static final Expectation EXACT = new Expectation(Order.EXACT, true);
    private static final Expectation BY_PRIORITY = new Expectation(Order.BY_PRIORITY, true);
    private static final Expectation NO_ORDER = new Expectation(Order.NONE, true);

    private final Event event = new Event("key", 0);

    @Test
    void events_that_everybody_had_once_and_in_order_are_without_fault() {
        Panel panel = panel(3, EXACT);
        publish(panel, 0, 1, 2);
        publish(panel, 0, 1, 2);
        assertThat(panel.faults()).isEmpty();
        assertThat(panel.published()).isEqualTo(2);
        assertThat(panel.delivered(0)).isEqualTo(2);
    }

    @Test
    void a_delivery_that_is_missing_is_found() {
        Panel panel = panel(3, EXACT);
        publish(panel, 0, 1, 2);
        publish(panel, 0, 2);
        assertThat(panel.faults()).containsExactly("subscriber 1, publisher 0: 1 deliveries of 2 events");
        assertThat(panel.delivered(0)).isEqualTo(1);
    }

    @Test
    void one_delivered_twice_in_place_of_another_is_found() {
        Panel panel = panel(1, NO_ORDER);
        publish(panel);
        publish(panel, 0, 0);
        assertThat(panel.faults())
                .contains("subscriber 0, publisher 0: as many deliveries as events, but not of each event one");
    }

    @Test
    void subscribers_out_of_order_are_found() {
        Panel panel = panel(3, EXACT);
        publish(panel, 1, 0, 2);
        assertThat(panel.faults()).containsExactly("subscriber 0, publisher 0: 1 deliveries out of the promised order");
    }

    @Test
    void on_the_way_home_the_order_is_the_mirror() {
        Panel panel = panel(3, EXACT);
        assertThat(event.alternate()).isFalse();
        publish(panel, 0, 1, 2);
        assertThat(event.alternate()).isTrue();
        publish(panel, 2, 1, 0);
        assertThat(panel.faults()).isEmpty();
        assertThat(event.alternate()).isFalse();
        publish(panel, 2, 1, 0);
        assertThat(panel.faults()).hasSize(2);
    }

    @Test
    void equals_in_priority_may_change_places_and_others_not() {
        Panel panel = panel(8, BY_PRIORITY);
        publish(panel, 1, 0, 3, 2, 4, 5, 7, 6);
        assertThat(panel.faults()).isEmpty();
        publish(panel, 0, 2, 1, 3, 4, 5, 6, 7);
        assertThat(panel.faults()).containsExactly("subscriber 1, publisher 0: 1 deliveries out of the promised order");
    }

    @Test
    void events_that_overtake_each_other_are_found_where_that_is_promised() {
        for (boolean sequenced : List.of(true, false)) {
            Panel panel = panel(1, new Expectation(Order.NONE, sequenced));
            Event second = new Event("other", 0);
            event.begin(panel.account(0).next());
            second.begin(panel.account(0).next());
            panel.receivers().get(0).receive(second);
            panel.receivers().get(0).receive(event);
            assertThat(panel.faults()).hasSize(sequenced ? 1 : 0);
        }
    }

    @Test
    void events_that_came_to_another_end_are_found() {
        Panel panel = panel(1, EXACT);
        publish(panel, 0);
        panel.account(0).refuse();
        assertThat(panel.faults()).containsExactly("1 of 1 events of publisher 0 came to another end than success");
    }

    @Test
    void publishers_are_counted_apart() {
        Panel panel = new Panel(1, 2, EXACT, 0);
        Event ofOther = new Event("other", 1);
        ofOther.begin(panel.account(1).next());
        panel.receivers().get(0).receive(ofOther);
        assertThat(panel.delivered(0)).isZero();
        assertThat(panel.delivered(1)).isEqualTo(1);
        assertThat(panel.faults()).isEmpty();
    }

    @Test
    void whoever_waits_for_an_event_hears_once_when_the_last_has_had_it() {
        Panel panel = panel(3, NO_ORDER);
        List<Event> over = new ArrayList<>();
        event.await(3, over::add);
        event.begin(panel.account(0).next());
        panel.receivers().get(2).receive(event);
        panel.receivers().get(0).receive(event);
        assertThat(over).isEmpty();
        panel.receivers().get(1).receive(event);
        assertThat(over).containsExactly(event);
    }

    private static Panel panel(int subscribers, Expectation expectation) {
        return new Panel(subscribers, 1, expectation, 0);
    }

    private void publish(Panel panel, int... visited) {
        event.begin(panel.account(0).next());
        for (int index : visited) {
            panel.receivers().get(index).receive(event);
        }
    }
}
