package io.chainbus.cluster.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PublishWindowTest {

    @Test
    void what_a_coordinator_before_had_started_out_of_turn_is_not_accepted_again() {
        PublishWindow<String> window = new PublishWindow<>(4);
        window.accepted(6, 60);
        window.ended(8, "done");
        assertThat(window.next()).isEqualTo(4);
        assertThat(window.standing(3)).isEqualTo(PublishWindow.Standing.PAST);
        assertThat(window.standing(4)).isEqualTo(PublishWindow.Standing.NEXT);
        window.accepted(4, 61);
        assertThat(window.standing(6)).isEqualTo(PublishWindow.Standing.OPEN);
        assertThat(window.standing(7)).isEqualTo(PublishWindow.Standing.TOO_EARLY);
        window.accepted(5, 62);
        assertThat(window.next()).isEqualTo(7);
        window.accepted(7, 63);
        assertThat(window.next()).isEqualTo(9);
        assertThat(window.result(8)).isEqualTo("done");
    }

    /**
     * A publisher sends numbers, in messages that are lost, doubled and exchanged by the thousand; coordinators end what
     * they have accepted, and lose what they had accepted and not started when another takes over.
     */
    @RepeatedTest(50)
    void each_number_is_accepted_once_and_in_order(RepetitionInfo repetition) {
        long seed = 6_007L * repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int last = 300;
        PublishWindow<Long> window = new PublishWindow<>(1);
        Set<Long> started = new HashSet<>();
        Set<Long> receipts = new HashSet<>();
        List<Long> accepted = new ArrayList<>();
        List<Long> network = new ArrayList<>();
        long below = 1;
        for (int step = 0; below <= last; step++) {
            assertThat(step).as("seed %s: it does not end", seed).isLessThan(200_000);
            int choice = random.nextInt(20);
            if (choice < 8) {
                // Asks for its oldest, or for some others.
                network.add(below + (random.nextInt(3) == 0 ? 0 : random.nextInt(20)));
            } else if (choice < 16 && !network.isEmpty()) {
                long number = network.get(random.nextInt(network.size()));
                if (random.nextInt(3) > 0) {
                    network.remove(number);
                }
                if (number > last) {
                    continue;
                }
                switch (window.standing(number)) {
                    case NEXT -> {
                        assertThat(started).as("seed %s", seed).doesNotContain(number);
                        window.accepted(number, number);
                        accepted.add(number);
                    }
                    case ENDED -> {
                        if (random.nextBoolean()) {
                            receipts.add(number);
                        }
                    }
                    case OPEN, PAST, TOO_EARLY -> {}
                }
            } else if (choice < 18 && !accepted.isEmpty()) {
                long number = accepted.remove(random.nextInt(accepted.size()));
                assertThat(started.add(number))
                        .as("number %s twice, seed %s", number, seed)
                        .isTrue();
                window.ended(number, number);
            } else if (choice == 19 && random.nextInt(20) == 0) {
                PublishWindow<Long> next = new PublishWindow<>(window.below());
                for (long number : started) {
                    next.ended(number, number);
                }
                accepted.clear();
                window = next;
            }
            while (receipts.contains(below)) {
                below++;
            }
            if (random.nextInt(10) == 0) {
                window.acknowledged(below);
            }
        }
        assertThat(started).as("seed %s", seed).hasSize(last);
    }
}
