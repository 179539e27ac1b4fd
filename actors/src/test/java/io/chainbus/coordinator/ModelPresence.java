package io.chainbus.coordinator;

import static io.chainbus.coordinator.ModelChain.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import java.util.List;
import java.util.function.Consumer;

/** What {@link ModelWitness} has to say to the lines of those who join, leave, go away and come back. */
final class ModelPresence {

    private final ModelChain chain;
    private final List<ModelSubscriber> ever;
    /** Hears of whoever has that id that others who come back may have waited for it. */
    Consumer<String> changed = id -> {};

    ModelPresence(ModelChain chain, List<ModelSubscriber> ever) {
        this.chain = chain;
        this.ever = ever;
    }

    void line(Entry entry) {
        if (entry instanceof Entry.Registered line) {
            registered(line);
        } else if (entry instanceof Entry.Unregistered line) {
            unregistered(line);
        } else if (entry instanceof Entry.Away line) {
            away(line);
        } else if (entry instanceof Entry.Resumed line) {
            resumed(line);
        } else if (entry instanceof Entry.SubscriberRefused line) {
            refused(line);
        }
    }

    private void refused(Entry.SubscriberRefused line) {
        chain.joining.stream()
                .filter(sub -> sub.id.equals(line.subscriber()))
                .toList()
                .forEach(this::doesNotJoin);
        ModelSubscriber member = chain.member(line.subscriber());
        if (member == null || !member.leaving) {
            changed.accept(line.subscriber());
        }
    }

    /** It was to join; if it was to come back, its predecessor's window may have passed meanwhile. */
    private void doesNotJoin(ModelSubscriber sub) {
        boolean undone = (sub.vetoed || sub.turnedBack) && sub.held.isEmpty();
        check(sub.died || sub.dead || undone, "P6: is refused", sub, sub.held);
        sub.leaving = true;
        chain.joining.remove(sub);
        ModelSubscriber before = sub.predecessor;
        if (before != null && chain.members.contains(before)) {
            before.successor = null;
            before.leaving = before.windowPassed;
        }
    }

    private void registered(Entry.Registered line) {
        ModelSubscriber newcomer = ever.stream()
                .filter(sub -> sub.id.equals(line.subscriber()) && sub.predecessor == null)
                .reduce((earlier, later) -> chain.joining.contains(earlier) ? earlier : later)
                .orElseThrow();
        chain.joined(newcomer);
        newcomer.holds = newcomer.replay ? chain.holds(newcomer) : List.of();
        check(line.version() == chain.version, "version", line, chain.version);
        changed.accept(newcomer.id);
    }

    private void unregistered(Entry.Unregistered line) {
        ModelSubscriber sub = member(line.subscriber());
        if (line.cause() == Recorded.Absence.DIED) {
            check(sub.died || (sub.dead && sub.leaving), "did not die", sub);
        } else {
            check(sub.leaving, "does not leave", sub);
            check(!sub.atWork(), "P7: is at work when its leave is acknowledged", sub);
        }
        chain.left(sub);
        check(line.version() == chain.version, "version", line, chain.version);
        changed.accept(sub.id);
    }

    private ModelSubscriber member(String id) {
        ModelSubscriber member = chain.member(id);
        if (member == null) {
            throw new AssertionError("is not registered: " + id);
        }
        return member;
    }

    private void away(Entry.Away line) {
        ModelSubscriber sub = member(line.subscriber());
        boolean died = line.cause() == Recorded.Absence.DIED;
        check(died ? sub.dead : !sub.atWork(), "P3: is at work when it is said to be away", sub);
        chain.away(sub);
        changed.accept(sub.id);
    }

    private void resumed(Entry.Resumed line) {
        ModelSubscriber back = chain.joining.stream()
                .filter(sub -> sub.id.equals(line.subscriber()) && sub.predecessor != null && !sub.turnedBack)
                .findFirst()
                .orElseThrow(() -> new AssertionError("P3: nobody comes back: " + line));
        chain.resumed(back);
        check(line.version() == chain.version && line.replay() == back.replay, "is back", line, chain.version);
    }

    /** The window of whoever is away has passed: it has left, unless somebody is coming back for it. */
    void windowPassed(String id) {
        ModelSubscriber sub = member(id);
        check(sub.seenAway, "was not away", sub);
        sub.windowPassed = true;
        sub.leaving = sub.successor == null;
    }
}
