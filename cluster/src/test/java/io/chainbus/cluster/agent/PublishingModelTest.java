package io.chainbus.cluster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The publisher's queue by itself; together with the coordinator's window it is {@code PublishWindowTest}'s. */
class PublishingModelTest {

    @RepeatedTest(50)
    void all_is_sent_in_order_and_nothing_again_but_what_was_asked_for(RepetitionInfo repetition) {
        long seed = 31L * repetition.getCurrentRepetition();
        Random random = new Random(seed);
        PublishQueue<Integer> queue = new PublishQueue<>();
        int published = 0;
        long sent = 0;
        List<Long> open = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 4) {
                queue.add(++published);
            } else if (choice < 7) {
                for (PublishQueue.Numbered<Integer> each :
                        queue.take(1 + random.nextInt(5), 100, event -> random.nextInt(40))) {
                    assertThat(each.number()).as("seed %s", seed).isEqualTo((long) each.event());
                    assertThat(each.number()).as("seed %s", seed).isGreaterThan(sent);
                    sent = each.number();
                    if (!open.contains(sent)) {
                        open.add(sent);
                    }
                }
            } else if (choice < 9 && !open.isEmpty()) {
                long number = open.remove(random.nextInt(open.size()));
                assertThat(queue.received(number)).as("seed %s", seed).isEqualTo((int) number);
                assertThat(queue.received(number)).as("seed %s", seed).isNull();
            } else if (choice == 9) {
                queue.rewind(queue.below() + random.nextInt(3));
                sent = queue.sent();
            }
            assertThat(queue.sent()).as("seed %s", seed).isGreaterThanOrEqualTo(queue.below() - 1);
        }
        assertThat(queue.below()).isLessThanOrEqualTo(published + 1L);
    }
}
