package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Place;
import io.chainbus.history.Stamp;
import org.junit.jupiter.api.Test;

/** That a key's memory ends with what there is to remember. */
class KeyStateTest {

    private final KeyState key = new KeyState("net");
    private final Member ftrace = new Member("ftrace");
    private final Member livepatch = new Member("livepatch");

    private static Mark mark(long number) {
        return new Mark(number, new Place("h", number), new Stamp(number, "n", number, "modules"));
    }

    @Test
    void a_key_is_forgotten_when_nothing_is_up_or_held() {
        assertThat(key.forgettable()).isTrue();
        key.up("COMING", mark(1), mark(1));
        assertThat(key.forgettable()).isFalse();
        key.hold(ftrace, "COMING", mark(2));
        key.released();
        assertThat(key.forgettable()).isTrue();
        assertThat(ftrace.holding).isEmpty();
        key.hold(ftrace, "COMING", mark(3));
        assertThat(key.forgettable()).isFalse();
    }

    @Test
    void a_holder_knows_its_keys_for_as_long_as_it_holds_them() {
        key.hold(ftrace, "UNFORMED", mark(1));
        key.hold(ftrace, "COMING", mark(2));
        key.hold(livepatch, "COMING", mark(3));
        assertThat(ftrace.holding).containsExactly(key);
        key.undone(ftrace, "COMING");
        assertThat(key.holders()).containsOnlyKeys(ftrace, livepatch).containsEntry(ftrace, mark(1));
        key.undone(ftrace, "UNFORMED");
        assertThat(key.holders()).containsOnlyKeys(livepatch);
        assertThat(ftrace.holding).isEmpty();
        key.undone(ftrace, "UNFORMED");
        key.released(livepatch);
        assertThat(key.forgettable()).isTrue();
    }

    @Test
    void the_proof_of_a_hold_is_its_first_acceptance() {
        key.hold(ftrace, "COMING", mark(7));
        key.hold(ftrace, "UNFORMED", mark(3));
        key.hold(ftrace, "OTHER", mark(5));
        assertThat(key.holders()).containsEntry(ftrace, mark(3));
    }

    @Test
    void who_is_gone_takes_nothing() {
        ftrace.gone = mark(1);
        key.hold(ftrace, "COMING", mark(2));
        assertThat(key.holders()).isEmpty();
    }

    @Test
    void who_leaves_is_taken_off_its_keys() {
        Keys keys = new Keys();
        KeyState held = keys.of(Scribe.trail(1, "net", "COMING"));
        held.hold(ftrace, "COMING", mark(1));
        held.hold(livepatch, "COMING", mark(2));
        keys.left(ftrace);
        assertThat(held.holders()).containsOnlyKeys(livepatch);
        assertThat(keys.of(Scribe.trail(2, "net", "COMING"))).isSameAs(held);
        keys.left(livepatch);
        assertThat(keys.of(Scribe.trail(3, "net", "COMING"))).isNotSameAs(held);
    }

    @Test
    void a_walk_that_is_over_leaves_nothing_behind() {
        Keys keys = new Keys();
        Trail trail = Scribe.trail(1, "net", "COMING");
        KeyState waiting = keys.of(trail);
        waiting.accepted(trail);
        assertThat(waiting.forgettable()).isFalse();
        waiting.started(trail);
        assertThat(waiting.forgettable()).isFalse();
        keys.over(trail);
        assertThat(waiting.forgettable()).isTrue();
        assertThat(keys.of(trail)).isNotSameAs(waiting);
    }
}
