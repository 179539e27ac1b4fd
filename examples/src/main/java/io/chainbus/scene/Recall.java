package io.chainbus.scene;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Anchor;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.Entry;
import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.HistorySource;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chain as it stood at a line of a recorded history: who was registered, and who held a key. Needs memory for the
 * membership and for that key, and not for the history.
 *
 * <p>Believes what the history says: whether that keeps the promises is another question ({@code chainbus check}).
 */
public final class Recall {

    private final Membership<String> membership = new Membership<>();
    private final KeyPast past;
    private final Path file;
    /** Whether a chain was asked for by its name. */
    private final boolean named;

    private final Set<String> chains = new TreeSet<>();
    private @Nullable String chain;
    private Entry.@Nullable ChainDeclared declared;
    private @Nullable Place declaredAt;
    private long lastLine;

    /** Which moment of which chain. */
    public sealed interface Moment {

        /** After the last line. */
        record End() implements Moment {}

        /**
         * After that line.
         *
         * @param line from 1
         */
        record AtLine(long line) implements Moment {}

        private boolean isBefore(long number) {
            return this instanceof AtLine at && number > at.line();
        }
    }

    private Recall(Path file, String key, @Nullable String chain) {
        this.file = file;
        this.past = new KeyPast(key, membership);
        this.chain = chain;
        this.named = chain != null;
    }

    /**
     * The chain at that moment.
     *
     * @param history is read up to that moment, and not closed
     * @param file what the history is read from, for messages
     * @param key whose holders are of interest: the scene's ledger has no other
     * @param chain its name, or null if there is only one
     * @throws HistoryFormatException if the history contradicts itself
     * @throws InputRefused if it has no such chain or no such line
     */
    public static Scene at(Moment moment, HistorySource history, Path file, String key, @Nullable String chain) {
        Recall recall = new Recall(file, key, chain);
        while (history.hasNext()) {
            PlacedLine line = history.next();
            if (moment.isBefore(line.place().line())) {
                return recall.scene();
            }
            recall.accept(line);
        }
        if (moment instanceof Moment.AtLine at && recall.lastLine < at.line()) {
            throw recall.refused("expected a line up to " + recall.lastLine + ", the last one, found " + at.line());
        }
        return recall.scene();
    }

    private InputRefused refused(String expected) {
        return new InputRefused(Problem.with(file, expected));
    }

    private void accept(PlacedLine placed) {
        lastLine = placed.place().line();
        String name = placed.line().stamp().chain();
        chains.add(name);
        if (chain == null) {
            chain = name;
        } else if (!chain.equals(name)) {
            return;
        }
        Entry entry = placed.line().entry();
        if (entry instanceof Entry.ChainDeclared declaration) {
            declared = declaration;
            declaredAt = placed.place();
            return;
        }
        Entry.ChainDeclared settings = declared;
        if (settings == null) {
            throw new HistoryFormatException(
                    placed.place(), "expected the line of type 'chain' of chain '" + name + "' before its others");
        }
        accept(entry, settings, placed.place());
    }

    private void accept(Entry entry, Entry.ChainDeclared settings, Place place) {
        if (entry instanceof Entry.Registered registered) {
            registered(registered, place);
        } else if (entry instanceof Entry.Unregistered unregistered) {
            unregistered(unregistered, place);
        } else if (entry instanceof Entry.Away away) {
            membership.goesAway(present(away.subscriber(), true, place));
        } else if (entry instanceof Entry.Resumed resumed) {
            resumed(present(resumed.subscriber(), true, place));
        } else if (entry instanceof Entry.Published published) {
            past.published(published, rule(settings, published.phase(), place));
        } else if (entry instanceof Entry.Started started) {
            past.started(started.walk());
        } else if (entry instanceof Entry.Visited visited) {
            past.visited(visited.turn());
        } else if (entry instanceof Entry.Undone undone) {
            past.undone(undone.turn());
        } else if (entry instanceof Entry.Ended ended) {
            past.ended(ended);
        } else if (entry instanceof Entry.TurnRefused refused) {
            past.refused(refused.walk());
        } else if (entry instanceof Entry.SubscriberRefused refused) {
            past.turnedAway(refused.subscriber());
        }
    }

    private static PhaseRule rule(Entry.ChainDeclared settings, String phase, Place place) {
        PhaseRule rule = settings.phases().get(phase);
        if (rule == null) {
            throw new HistoryFormatException(
                    place,
                    "expected one of the chain's phases " + settings.phases().keySet() + " in 'phase', found '" + phase
                            + "'");
        }
        return rule;
    }

    private void registered(Entry.Registered entry, Place place) {
        boolean durable = entry.traits().contains(Recorded.Trait.DURABLE);
        if (durable && membership.find(entry.subscriber()).isPresent()) {
            resumed(present(entry.subscriber(), true, place));
            return;
        }
        Position position = new Position(
                entry.priority(),
                false,
                anchor(entry.anchor()),
                new LinkedHashSet<>(entry.before()),
                new LinkedHashSet<>(entry.after()));
        boolean observer = entry.traits().contains(Recorded.Trait.OBSERVER);
        Admission<String> admission =
                membership.admit(new Candidate<>(entry.subscriber(), position, observer, durable, entry.subscriber()));
        if (admission instanceof Admission.Refused<String> refused) {
            throw new HistoryFormatException(
                    place,
                    "expected a subscriber that a chain lets on: "
                            + refused.refusal().message());
        }
        past.joined(((Admission.Admitted<String>) admission).member());
    }

    private void unregistered(Entry.Unregistered entry, Place place) {
        membership.remove(present(entry.subscriber(), false, place));
    }

    private Member<String> present(String id, boolean durable, Place place) {
        return membership
                .find(id)
                .filter(member -> member.durable() || !durable)
                .orElseThrow(() -> new HistoryFormatException(
                        place,
                        "expected somebody who is registered" + (durable ? " and durable" : "") + ", found '" + id
                                + "'"));
    }

    /** It is back, if it was away. */
    private void resumed(Member<String> member) {
        Candidate<String> back =
                new Candidate<>(member.id(), member.position(), member.observer(), true, member.subscriber());
        if (membership.resumes(back) && membership.reserve(back) instanceof Admission.Admitted<String> reservation) {
            membership.confirm(reservation.member());
        }
        past.resumed(member);
    }

    private static Anchor anchor(Recorded.Anchor anchor) {
        return switch (anchor) {
            case NONE -> Anchor.NONE;
            case FIRST -> Anchor.FIRST;
            case LAST -> Anchor.LAST;
        };
    }

    private Scene scene() {
        String name = chain;
        Entry.ChainDeclared settings = declared;
        Place place = declaredAt;
        if (name == null || settings == null || place == null) {
            throw refused("expected one of its chains " + chains + ", found " + (named ? "'" + name + "'" : "none"));
        }
        if (chains.size() > 1 && !named) {
            throw refused("expected a history of one chain, or the name of one of its chains " + chains);
        }
        Holding holding = settings.holding() == Recorded.Holding.CURRENT ? Holding.CURRENT : Holding.ACCEPTED;
        PhaseSet phases = phases(settings, place);
        return new Scene(name, phases, holding, membership, past.ledger(phases), past.notes());
    }

    private static PhaseSet phases(Entry.ChainDeclared settings, Place place) {
        try {
            return PhaseTable.of(settings.phases());
        } catch (IllegalArgumentException contradiction) {
            throw new HistoryFormatException(
                    place, "expected phases that agree with each other, found that " + contradiction.getMessage());
        }
    }
}
