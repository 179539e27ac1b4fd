package io.chainbus.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Member;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.ledger.Acquisition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everything_that_can_be_said_of_a_subscriber_is_read() throws IOException {
        Scene scene = read("""
                name = clocks
                membership = CURRENT
                subscribers = [
                  { id = a }
                  { id = 8250, priority = -3, unique = true, anchor = Last, before = later, after = [a, "x.y"]
                    observer = true }
                ]
                """);

        assertThat(scene.chain()).isEqualTo("clocks");
        assertThat(scene.holding()).isEqualTo(Holding.CURRENT);
        assertThat(scene.phases().phases()).containsExactly(ModulePhase.values());
        Member<String> plain = scene.membership().route().member(0);
        assertThat(plain.position()).isEqualTo(Position.DEFAULT);
        assertThat(plain.observer()).isFalse();
        Member<String> member = scene.membership().find("8250").orElseThrow();
        assertThat(member.position())
                .isEqualTo(new Position(-3, true, Anchor.LAST, Set.of("later"), Set.of("a", "x.y")));
        assertThat(member.observer()).isTrue();
    }

    @Test
    void who_is_away_is_durable_and_has_its_place() throws IOException {
        Scene scene = read("""
                subscribers = [ { id = a, away = true }, { id = b } ]
                up = [ { key = ext4, phase = COMING, holders = [a] } ]
                """);

        Member<String> away = scene.membership().find("a").orElseThrow();
        assertThat(scene.membership().isAway(away)).isTrue();
        assertThat(scene.membership().find("b").orElseThrow().durable()).isFalse();
        assertThat(scene.ledger().acquisitions("ext4").get(0).heldBy(away)).isTrue();
    }

    @Test
    void what_is_up_is_held_by_those_named_and_in_that_order() throws IOException {
        Scene scene = read("""
                subscribers = [ { id = a }, { id = b } ]
                up = [
                  { key = ext4, phase = UNFORMED, holders = a }
                  { key = ext4, phase = COMING, holders = [b, a] }
                  { key = jbd2, phase = COMING, holders = [] }
                ]
                """);

        assertThat(scene.chain()).isEqualTo("chain");
        assertThat(scene.ledger().acquisitions("ext4"))
                .extracting(Acquisition::phase)
                .containsExactly(ModulePhase.UNFORMED, ModulePhase.COMING);
        assertThat(scene.ledger().acquisitions("ext4"))
                .extracting(acquisition -> acquisition.holders().count())
                .containsExactly(1, 2);
        assertThat(scene.ledger().isUp("jbd2")).isTrue();
    }

    @Test
    void phases_of_one_s_own_replace_the_usual_ones() throws IOException {
        Scene scene = read("""
                phases = [
                  { name = PRE, role = acquire, direction = descending, undo = ABORT }
                  { name = NOTE, role = notify, direction = ASCENDING }
                  { name = SURE, role = acquire, direction = ascending, vetoable = false }
                  { name = ABORT, role = release, direction = ascending }
                ]
                subscribers = []
                """);

        Phase abort = Phase.release("ABORT", Direction.ASCENDING);
        assertThat(scene.phases().phases())
                .containsExactly(
                        Phase.acquire("PRE", Direction.DESCENDING, abort),
                        Phase.notification("NOTE", Direction.ASCENDING),
                        Phase.unvetoable("SURE", Direction.ASCENDING),
                        abort);
    }

    @Test
    void an_included_file_is_read_and_named_where_it_is_wrong() throws IOException {
        Path included = folder.resolve("usual.conf");
        String including = """
                include "usual.conf"
                up = []
                """;

        Files.writeString(included, "subscribers = [ { priority = 7 } { id = a } ]");
        assertThat(read(including).membership().find("a").orElseThrow().position())
                .isEqualTo(Position.at(7));

        Files.writeString(included, "subscribers = []\nmembership = x");
        assertThat(refused(Files.writeString(folder.resolve("chain.conf"), including))
                        .problems())
                .extracting(Problem::source, Problem::line)
                .containsExactly(tuple(included.toString(), 2));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_line() throws IOException {
        assertThat(problems("""
                        membership = accept
                        typo = 1
                        subscribers = [
                          { priority = 1 }
                          { id = a, priority = 1.5, unique = maybe }
                          { id = b, anchor = middle }
                          { id = c, after = [a, {}] }
                          { id = " ", observer = 1 }
                          d
                        ]
                        up = [
                          { key = k, phase = LIVE }
                          { phase = COMING, holders = [nobody] }
                        ]
                        """))
                .containsExactly(
                        "1: expected one of accepted, current in 'membership', found \"accept\"",
                        "2: expected no other fields of a chain than name, membership, phases, subscribers, up,"
                                + " found 'typo'",
                        "4: expected a string that is not blank in 'id', found no such field",
                        "5: expected an integer of 32 bits in 'priority', found 1.5",
                        "5: expected true or false in 'unique', found \"maybe\"",
                        "6: expected one of first, none, last in 'anchor', found \"middle\"",
                        "7: expected strings that are not blank in 'after', found {}",
                        "8: expected a string that is not blank in 'id', found \" \"",
                        "8: expected true or false in 'observer', found 1",
                        "9: expected an object for a subscriber in 'subscribers', found \"d\"",
                        "12: expected a list of ids in 'holders', found no such field",
                        "12: expected one of the acquire phases UNFORMED, COMING in 'phase', found 'LIVE'",
                        "13: expected a string that is not blank in 'key', found no such field",
                        "13: expected ids of subscribers in 'holders', found 'nobody'");
    }

    @Test
    void who_would_not_be_let_on_is_refused_as_a_chain_refuses() throws IOException {
        assertThat(problems("""
                        subscribers = [
                          { id = a, priority = 1, unique = true }
                          { id = a }
                          { id = b, priority = 1 }
                          { id = c, anchor = first }
                          { id = d, anchor = first }
                          { id = e, after = f }
                          { id = f, after = e }
                        ]
                        up = [ { key = k, phase = COMING, holders = [b, f] } ]
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("3: 'a' is registered already"),
                        line -> assertThat(line).startsWith("4: 'b' cannot have priority 1, which 'a' has"),
                        line -> assertThat(line).startsWith("6: 'd' cannot be FIRST beside 'c'"),
                        line -> assertThat(line)
                                .startsWith("8: 'f' cannot stand anywhere")
                                .contains("e after f, f after e"));
    }

    @Test
    void phases_that_contradict_themselves_are_refused() throws IOException {
        assertThat(problems("""
                        subscribers = []
                        phases = [
                          { name = A, role = acquire, direction = descending }
                          { name = B, role = acquire, direction = descending, undo = A }
                          { name = C, role = acquire, direction = descending, undo = Z }
                        ]
                        """))
                .containsExactly(
                        "3: A can be vetoed and so must name its undo phase",
                        "4: the undo of B, A, is an acquire: an undo lets go, it does not take",
                        "5: the undo of C, Z, is not among the phases");
        assertThat(problems("""
                        subscribers = []
                        phases = [
                          { name = A, role = release, direction = up, vetoable = true }
                          { name = B, role = acquire, direction = descending, vetoable = false, undo = A }
                          { name = A, role = notify, direction = descending }
                        ]
                        """))
                .containsExactly(
                        "3: expected one of descending, ascending in 'direction', found \"up\"",
                        "3: A is not an acquire and so cannot be vetoable",
                        "4: B cannot be vetoed and so has no undo",
                        "5: expected phases of different names, found A again");
        assertThat(problems("subscribers = []\nphases = []"))
                .containsExactly("2: expected one phase at least in 'phases', found none");
    }

    @Test
    void what_is_up_twice_or_held_by_an_observer_is_refused() throws IOException {
        assertThat(problems("""
                        subscribers = [ { id = a, observer = true } ]
                        up = [
                          { key = k, phase = COMING, holders = [] }
                          { key = k, phase = COMING, holders = [a] }
                        ]
                        """))
                .containsExactly("4: 'a' is an observer, which holds nothing", "4: k is up in COMING already");
    }

    @Test
    void a_file_that_is_no_hocon_is_refused() throws IOException {
        assertThat(problems("subscribers = [\n  {\n"))
                .singleElement()
                .asString()
                .matches("3: expecting .*");
        assertThat(problems("subscribers = ${x}"))
                .containsExactly("1: Could not resolve substitution to a value: ${x}");
        assertThat(problems("name = a"))
                .containsExactly("1: expected a list of objects in 'subscribers', found no such field");
        assertThat(problems("subscribers = 3"))
                .containsExactly("1: expected a list of objects in 'subscribers', found 3");

        Path latin1 = Files.write(folder.resolve("latin1.conf"), "name = ä".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(latin1).problems())
                .extracting(Problem::toString)
                .containsExactly(latin1 + ": not UTF-8 text");
        Path none = folder.resolve("none.conf");
        assertThat(refused(none).problems()).extracting(Problem::toString).containsExactly(none + ": no such file");
    }

    private Scene read(String text) throws IOException {
        return ChainFile.read(Files.writeString(folder.resolve("chain.conf"), text));
    }

    /** By line. */
    private List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("chain.conf"), text);
        List<Problem> problems = refused(file).problems();
        assertThat(problems).extracting(Problem::source).containsOnly(file.toString());
        return problems.stream()
                .map(problem -> problem.line() + ": " + problem.expected())
                .toList();
    }

    private static InputRefused refused(Path file) {
        return catchThrowableOfType(InputRefused.class, () -> ChainFile.read(file));
    }
}
