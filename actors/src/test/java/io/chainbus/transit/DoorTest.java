package io.chainbus.transit;

import static io.chainbus.interleaving.Loose.check;
import static io.chainbus.interleaving.Loose.run;
import static org.assertj.core.api.Assertions.assertThat;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** Who may be inside of a subscriber, under every interleaving that a model checker finds within its bound (Lincheck). */
class DoorTest {

    private static final int INVOCATIONS = 1000;

    @Test
    void one_at_a_time_is_inside_and_an_actor_that_found_somebody_there_is_woken() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            Door door = new Door();
            int[] inside = {0};
            int[] dealtWith = {0};
            int[] wakeUps = {0};
            Thread comesBy = new Thread(() -> comeBy(door, inside, wakeUps));
            Thread alsoComesBy = new Thread(() -> comeBy(door, inside, wakeUps));
            Thread actor = new Thread(() -> deal(door, inside, dealtWith));
            run(comesBy, alsoComesBy, actor);
            if (wakeUps[0] > 0) {
                deal(door, inside, dealtWith);
            }
            check(dealtWith[0] == 1, "the actor's message was dealt with, woken or not");
            check(wakeUps[0] <= 1, "it is woken once");
            check(door.tryEnter(), "nobody is left inside");
        });
    }

    @Test
    void nobody_enters_a_closed_door() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            Door door = new Door();
            int[] inside = {0};
            int[] wakeUps = {0};
            Thread comesBy = new Thread(() -> comeBy(door, inside, wakeUps));
            Thread actor = new Thread(door::close);
            run(comesBy, actor);
            check(!door.tryEnter() && !door.knock(), "it stays closed, also behind who was inside");
            check(wakeUps[0] == 0, "nobody is woken that did not knock");
        });
    }

    @Test
    void who_comes_by_is_turned_away_while_somebody_is_inside() {
        Door door = new Door();
        assertThat(door.tryEnter()).isTrue();
        assertThat(door.tryEnter()).isFalse();
        assertThat(door.knock()).isFalse();
        assertThat(door.tryEnter()).isFalse();
        assertThat(door.leave()).isTrue();
        assertThat(door.knock()).isTrue();
        assertThat(door.leave()).isFalse();
    }

    private static void comeBy(Door door, int[] inside, int[] wakeUps) {
        if (door.tryEnter()) {
            enter(inside);
            if (door.leave()) {
                wakeUps[0]++;
            }
        }
    }

    private static void deal(Door door, int[] inside, int[] dealtWith) {
        if (door.knock()) {
            enter(inside);
            dealtWith[0]++;
            check(!door.leave(), "nobody knocks but the actor");
        }
    }

    /** Not atomic: two at once would be found out. */
    private static void enter(int[] inside) {
        int before = inside[0];
        inside[0] = before + 1;
        check(inside[0] == 1, "alone inside");
        inside[0] = before;
    }
}
