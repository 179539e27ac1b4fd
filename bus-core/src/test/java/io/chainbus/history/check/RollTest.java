package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Place;
import io.chainbus.history.Recorded;
import io.chainbus.history.Stamp;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollTest {

    private final Roll roll = new Roll(new Reporter(new Findings(), "modules"));
    private long lines;

    private Mark mark() {
        lines++;
        return new Mark(lines, new Place("h", lines), new Stamp(lines, "n", lines, "modules"));
    }

    private void join(String id, long version) {
        roll.registered(
                new Entry.Registered(id, 0, version, Recorded.Anchor.NONE, List.of(), List.of(), Set.of()),
                mark(),
                false);
    }

    private void leave(String id, long version) {
        roll.unregistered(new Entry.Unregistered(id, version, Recorded.Absence.LEFT), mark());
    }

    private List<String> route(long version) {
        return roll.route(version)
                .map(route -> route.towards(Recorded.Direction.DESCENDING).stream()
                        .map(member -> member.id)
                        .toList())
                .orElse(List.of("none"));
    }

    @Test
    void it_knows_every_membership_there_was() {
        Seeds.run(100, random -> {
            RollTest fresh = new RollTest();
            List<String> present = new ArrayList<>();
            List<List<String>> snapshots = new ArrayList<>(List.of(List.of()));
            for (long version = 1; version <= 30; version++) {
                String id = "s" + random.nextInt(6);
                if (present.remove(id)) {
                    fresh.leave(id, version);
                } else {
                    present.add(id);
                    fresh.join(id, version);
                }
                snapshots.add(List.copyOf(present));
                int asked = random.nextInt(snapshots.size());
                assertThat(fresh.route(asked)).isEqualTo(snapshots.get(asked));
                assertThat(fresh.route(version)).isEqualTo(present);
            }
        });
    }

    @Test
    void it_forgets_what_was_thousands_of_changes_ago_and_foretells_nothing() {
        join("a", 1);
        for (long version = 2; version <= 5001; version += 2) {
            join("b", version);
            leave("b", version + 1);
        }
        assertThat(roll.version()).isEqualTo(5001);
        assertThat(route(5002)).containsExactly("none");
        assertThat(route(1000)).containsExactly("a", "b");
        assertThat(route(5001 - 4096)).containsExactly("a");
        assertThat(route(5001 - 4097)).containsExactly("none");
    }
}
