package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Position;
import io.chainbus.history.Entry;
import io.chainbus.history.Place;
import io.chainbus.history.Recorded.Anchor;
import io.chainbus.history.Stamp;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void higher_priorities_come_first_and_the_earlier_registered_among_equals() {
        assertThat(order(plain("a", 1), plain("b", 5), plain("c", 1), plain("d", 9)))
                .containsExactly("d", "b", "a", "c");
    }

    @Test
    void who_must_precede_somebody_by_its_own_before_is_raised_to_that_priority() {
        assertThat(order(plain("high", 9), plain("top", 10), at("low", 1, List.of("high"), List.of())))
                .containsExactly("top", "low", "high");
    }

    @Test
    void raising_is_transitive_and_may_reach_through_ids_that_register_later() {
        assertThat(order(
                        at("low", 1, List.of("middle"), List.of()),
                        plain("other", 5),
                        at("middle", 2, List.of("high"), List.of()),
                        plain("high", 9)))
                .containsExactly("low", "middle", "high", "other");
    }

    @Test
    void an_after_holds_back_and_raises_nobody() {
        assertThat(order(plain("low", 1), plain("middle", 5), at("high", 9, List.of(), List.of("low"))))
                .containsExactly("middle", "low", "high");
    }

    @Test
    void ids_that_are_not_registered_are_ignored() {
        assertThat(order(plain("a", 1), at("b", 2, List.of("nobody"), List.of("no one either"))))
                .containsExactly("b", "a");
    }

    @Test
    void bands_come_before_and_after_all_others_whatever_their_priority() {
        assertThat(order(
                        plain("high", 9),
                        in(Anchor.LAST, "last", 10, List.of()),
                        in(Anchor.FIRST, "livepatch", 7, List.of("ftrace")),
                        in(Anchor.FIRST, "ftrace", -3, List.of())))
                .containsExactly("ftrace", "livepatch", "high", "last");
    }

    @Test
    void it_is_the_order_that_searching_finds() {
        Seeds.run(3000, random -> {
            List<Entry.Registered> members = randomMembers(random);
            Optional<List<String>> expected = NaiveOrder.of(members);
            if (expected.isPresent()) {
                assertThat(order(members)).as("%s", members).isEqualTo(expected.get());
            }
        });
    }

    /** The checker shares nothing with the chain, so that where they agree, two have worked it out. */
    @Test
    void it_is_the_order_that_a_chain_has_whoever_has_come_and_gone() {
        Seeds.run(1000, random -> {
            Membership<String> chain = new Membership<>();
            List<Entry.Registered> members = new ArrayList<>();
            for (Entry.Registered candidate : randomMembers(random)) {
                if (chain.admit(new Candidate<>(candidate.subscriber(), position(candidate), false, ""))
                        instanceof Admission.Admitted<String>) {
                    members.add(candidate);
                }
                if (members.size() > 1 && random.nextInt(5) == 0) {
                    Entry.Registered leaver = members.remove(random.nextInt(members.size()));
                    chain.remove(chain.find(leaver.subscriber()).orElseThrow());
                }
                assertThat(order(members))
                        .as("%s", members)
                        .isEqualTo(chain.route().descending().stream()
                                .map(io.chainbus.chain.Member::id)
                                .toList());
            }
        });
    }

    private static Position position(Entry.Registered member) {
        Position position = Position.at(member.priority())
                .before(member.before().toArray(String[]::new))
                .after(member.after().toArray(String[]::new));
        return switch (member.anchor()) {
            case FIRST -> position.first();
            case NONE -> position;
            case LAST -> position.last();
        };
    }

    static List<Entry.Registered> randomMembers(RandomGenerator random) {
        int count = random.nextInt(1, 9);
        List<Entry.Registered> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (int j = 0; j < count + 1; j++) {
                if (j != i && random.nextInt(6) == 0) {
                    (random.nextBoolean() ? before : after).add("s" + j);
                }
            }
            Anchor anchor = random.nextInt(4) > 0
                    ? Anchor.NONE
                    : List.of(Anchor.values()).get(random.nextInt(3));
            members.add(new Entry.Registered("s" + i, random.nextInt(-2, 3), i + 1, anchor, before, after, Set.of()));
        }
        return members;
    }

    private static Entry.Registered plain(String id, int priority) {
        return at(id, priority, List.of(), List.of());
    }

    private static Entry.Registered at(String id, int priority, List<String> before, List<String> after) {
        return new Entry.Registered(id, priority, 1, Anchor.NONE, before, after, Set.of());
    }

    private static Entry.Registered in(Anchor anchor, String id, int priority, List<String> after) {
        return new Entry.Registered(id, priority, 1, anchor, List.of(), after, Set.of());
    }

    private static List<String> order(Entry.Registered... members) {
        return order(List.of(members));
    }

    private static List<String> order(List<Entry.Registered> registrations) {
        List<Member> members = new ArrayList<>();
        for (Entry.Registered registration : registrations) {
            Member member = new Member(registration.subscriber());
            long number = members.size() + 1L;
            member.join(registration, new Mark(number, new Place("h", number), new Stamp(0, "n", 0, "c")), false);
            members.add(member);
        }
        return Order.of(members).stream().map(member -> member.id).toList();
    }
}
