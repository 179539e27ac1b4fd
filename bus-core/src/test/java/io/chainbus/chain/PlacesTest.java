package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.Direction;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    /** Around the ends of the words that the places are kept in. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 62, 63, 64, 65, 127, 128, 129, 200})
    void all_are_the_places_of_the_route_in_both_directions(int size) {
        Places all = Places.all(Lineup.ofSize(size).route());

        List<Integer> expected = new ArrayList<>();
        for (int place = 0; place < size; place++) {
            expected.add(place);
            assertThat(all.contains(place)).isTrue();
        }
        assertThat(all.count()).isEqualTo(size);
        assertThat(all.isEmpty()).isEqualTo(size == 0);
        assertThat(walk(all, Direction.DESCENDING)).isEqualTo(expected);
        Collections.reverse(expected);
        assertThat(walk(all, Direction.ASCENDING)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 200})
    void none_is_nowhere_in_either_direction(int size) {
        Places none = Places.none(Lineup.ofSize(size).route());

        for (int place = 0; place < size; place++) {
            assertThat(none.contains(place)).isFalse();
        }
        assertThat(none.count()).isZero();
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.first(Direction.DESCENDING)).isEqualTo(Places.NOWHERE);
        assertThat(none.first(Direction.ASCENDING)).isEqualTo(Places.NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 62, 63, 64, 65, 126, 127, 128, 129})
    void a_single_place_is_found_from_both_ends_and_is_the_only_one(int place) {
        Places single = Places.on(Lineup.ofSize(130).route()).add(place).build();

        for (Direction direction : Direction.values()) {
            assertThat(single.first(direction)).isEqualTo(place);
            assertThat(single.next(place, direction)).isEqualTo(Places.NOWHERE);
        }
        assertThat(single.count()).isEqualTo(1);
        assertThat(single.isEmpty()).isFalse();
        assertThat(single.next(129, Direction.DESCENDING)).isEqualTo(Places.NOWHERE);
        assertThat(single.next(0, Direction.ASCENDING)).isEqualTo(Places.NOWHERE);
    }

    @Test
    void places_that_were_added_to_a_builder_later_do_not_change_what_it_built() {
        Places.Builder builder = Places.on(Lineup.of("a", "b", "c").route()).add(0);
        Places before = builder.build();
        Places after = builder.add(2).build();

        assertThat(Lineup.ids(before)).containsExactly("a");
        assertThat(Lineup.ids(after)).containsExactly("a", "c");
    }

    @Test
    void a_union_on_one_route_keeps_the_places_of_both() {
        Lineup lineup = Lineup.ofSize(130);
        Places union = Places.on(lineup.route())
                .add(1)
                .add(129)
                .addAll(lineup.places("m0", "m1", "m64", "m128"))
                .build();

        assertThat(walk(union, Direction.DESCENDING)).containsExactly(0, 1, 64, 128, 129);
    }

    @Test
    void a_union_across_routes_finds_the_members_where_they_stand_now() {
        Lineup lineup = Lineup.of("a", "b", "c");
        Places before = lineup.places("a", "c");
        lineup.join("x", Position.at(1));

        Places now = Places.on(lineup.route()).addAll(before).build();
        assertThat(now.route()).isSameAs(lineup.route());
        assertThat(Lineup.ids(now)).containsExactly("a", "c");
        assertThat(walk(now, Direction.DESCENDING)).containsExactly(1, 3);
    }

    @Test
    void a_union_across_routes_finds_a_member_that_stands_first_now() {
        Lineup lineup = Lineup.of("a", "b");
        Places before = lineup.places("b");
        lineup.leave("a");

        assertThat(walk(Places.on(lineup.route()).addAll(before).build(), Direction.DESCENDING))
                .containsExactly(0);
    }

    @Test
    void a_union_across_routes_leaves_out_who_has_left_and_who_came_back() {
        Lineup lineup = Lineup.of("a", "b", "c");
        Places before = lineup.places("a", "b", "c");
        lineup.leave("a").leave("b").join("b");

        assertThat(Lineup.ids(Places.on(lineup.route()).addAll(before).build())).containsExactly("c");
    }

    @Test
    void places_are_equal_when_they_are_the_same_of_the_very_same_route() {
        Lineup lineup = Lineup.of("a", "b", "c");
        Places some = lineup.places("a", "c");

        assertThat(some).isEqualTo(lineup.places("c", "a")).hasSameHashCodeAs(lineup.places("a", "c"));
        assertThat(some).isNotEqualTo(lineup.places("a", "b")).isNotEqualTo(Places.all(lineup.route()));
        assertThat(some).isNotEqualTo(Lineup.of("a", "b", "c").places("a", "c"));
        assertThat(some).isNotEqualTo("[a, c]");
    }

    @Test
    void the_hash_tells_places_and_routes_apart() {
        Lineup lineup = Lineup.of("a", "b", "c");

        assertThat(lineup.places("a").hashCode())
                .isNotEqualTo(lineup.places("b").hashCode())
                .isNotEqualTo(0);
    }

    @Test
    void show_who_stands_there() {
        Lineup lineup = Lineup.of("a", "b", "c");

        assertThat(lineup.places("a", "c")).hasToString("[a, c]");
        assertThat(lineup.places()).hasToString("[]");
        assertThat(lineup.places("b").route()).isSameAs(lineup.route());
    }

    @Test
    void agree_with_a_sorted_set_of_numbers() {
        List<Route<String>> routes = new ArrayList<>();
        for (int size : new int[] {1, 63, 64, 65, 130}) {
            routes.add(Lineup.ofSize(size).route());
        }
        Seeds.run(2000, random -> {
            Route<String> route = routes.get(random.nextInt(routes.size()));
            TreeSet<Integer> model = new TreeSet<>();
            Places.Builder builder = Places.on(route);
            for (int count = random.nextInt(6); count > 0; count--) {
                int place = random.nextInt(route.size());
                model.add(place);
                builder.add(place);
            }
            Places places = builder.build();
            for (int place = 0; place < route.size(); place++) {
                assertThat(places.contains(place)).isEqualTo(model.contains(place));
                assertThat(places.next(place, Direction.DESCENDING)).isEqualTo(orNowhere(model.higher(place)));
                assertThat(places.next(place, Direction.ASCENDING)).isEqualTo(orNowhere(model.lower(place)));
            }
            assertThat(places.count()).isEqualTo(model.size());
        });
    }

    private static int orNowhere(@Nullable Integer place) {
        return place == null ? Places.NOWHERE : place;
    }

    private static List<Integer> walk(Places places, Direction heading) {
        List<Integer> walked = new ArrayList<>();
        for (int place = places.first(heading); place != Places.NOWHERE; place = places.next(place, heading)) {
            walked.add(place);
        }
        return walked;
    }
}
