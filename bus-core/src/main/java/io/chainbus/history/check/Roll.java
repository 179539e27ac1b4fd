package io.chainbus.history.check;

import io.chainbus.history.Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is on a chain, and who was a short while ago. Memberships of before are worked out from the present one and the
 * changes since, of which so many are kept that a walk that starts never needs more, and memory stays bounded.
 */
final class Roll {

    private static final int CHANGES = 4096;
    private static final int DEPARTED = 4096;
    private static final long UNKNOWN = -1;

    /** In the order of registration. */
    private final Map<String, Member> members = new LinkedHashMap<>();

    /** Those that accept replays and are not on the chain yet. */
    private final Map<String, Member> joining = new HashMap<>();

    private final Map<String, Member> departed = new Latest<>(DEPARTED);
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Reporter reporter;
    /** Until the first line that names one, whatever it names is believed. */
    private long version = UNKNOWN;

    private long versionOfLastJoin = UNKNOWN;
    private @Nullable Mark lastChange;
    private @Nullable Route current;
    private long rebuiltVersion = UNKNOWN;
    private @Nullable Route rebuilt;

    private record Change(long version, Member member, boolean joined) {}

    Roll(Reporter reporter) {
        this.reporter = reporter;
    }

    /**
     * @param running whether walks had been published before
     */
    void registered(Entry.Registered entry, Mark mark, boolean running) {
        Member present = members.get(entry.subscriber());
        if (present != null && present.durable() && isOfNow(entry.version())) {
            isBack(present, mark);
            present.skipped = null;
            version = entry.version();
            return;
        }
        step(Promise.P6, entry.version(), mark);
        if (present != null) {
            reporter.broken(
                    Promise.P6, present + " registers, and is registered already", proof(present.registered, mark));
            return;
        }
        Member joined = joining.remove(entry.subscriber());
        Member member = joined == null ? new Member(entry.subscriber()) : joined;
        member.join(entry, mark, running);
        members.put(member.id, member);
        changed(member, true);
        versionOfLastJoin = version;
    }

    /** The member that is gone now, if there was one. */
    Optional<Member> unregistered(Entry.Unregistered entry, Mark mark) {
        step(Promise.P7, entry.version(), mark);
        Member member = members.remove(entry.subscriber());
        if (member == null) {
            Member before = departed.get(entry.subscriber());
            reporter.broken(
                    Promise.P7,
                    entry.subscriber() + " leaves, and is not registered",
                    proof(before == null ? null : before.gone, mark));
            return Optional.empty();
        }
        member.gone = mark;
        member.parts(entry.cause());
        departed.put(member.id, member);
        changed(member, false);
        return Optional.of(member);
    }

    /** Whether who comes back by a line like a newcomer's has missed no change: it may count as one itself, or not. */
    private boolean isOfNow(long named) {
        return version == UNKNOWN || named == version || named == version + 1;
    }

    private static void isBack(Member member, Mark mark) {
        member.back = member.isAway() ? mark : member.back;
        member.dead = false;
        member.unheard = null;
    }

    /** Promise P3: its place and its holds are kept, if it is one that is durable. */
    void away(Entry.Away entry, Mark mark) {
        Member member = members.get(entry.subscriber());
        if (member == null || !member.durable()) {
            String why = member == null ? "is not registered" : "is not durable";
            reporter.broken(
                    Promise.P3,
                    entry.subscriber() + " goes away, and " + why,
                    proof(member == null ? null : member.registered, mark));
            return;
        }
        if (member.isAway()) {
            reporter.broken(Promise.P3, member + " goes away, and is away already", proof(member.away, mark));
        }
        member.away = mark;
        member.back = null;
        member.parts(entry.cause());
    }

    /** Who is back now; nobody if it was not away. */
    Optional<Member> resumed(Entry.Resumed entry, Mark mark) {
        Member member = members.get(entry.subscriber());
        if (member == null || !member.isAway()) {
            reporter.broken(
                    Promise.P3,
                    entry.subscriber() + " comes back, and was not away",
                    proof(member == null ? null : member.registered, mark));
            return Optional.empty();
        }
        believe(entry.version());
        if (entry.version() != version) {
            reporter.broken(
                    Promise.P3,
                    member + " comes back in version " + entry.version() + " of the membership, and it is still at "
                            + version,
                    proof(lastChange, mark));
        }
        isBack(member, mark);
        return Optional.of(member);
    }

    private void step(Promise promise, long next, Mark mark) {
        if (version != UNKNOWN && next != version + 1) {
            reporter.broken(
                    promise,
                    "the membership goes from version " + version + " to " + next + ", which is not one change",
                    proof(lastChange, mark));
        }
        version = next;
        lastChange = mark;
    }

    private void changed(Member member, boolean joined) {
        changes.addLast(new Change(version, member, joined));
        if (changes.size() > CHANGES) {
            changes.removeFirst();
        }
        current = null;
        rebuilt = null;
    }

    private static Collection<Mark> proof(@Nullable Mark earlier, Mark mark) {
        return earlier == null ? List.of(mark) : List.of(earlier, mark);
    }

    /** Takes {@code named} for the version of now, if no line has named one before. */
    void believe(long named) {
        if (version == UNKNOWN) {
            version = named;
        }
    }

    long version() {
        return version;
    }

    /** The version that the last registration made; a walk accepted from now on has at least that one. */
    long versionOfLastJoin() {
        return versionOfLastJoin;
    }

    Optional<Mark> lastChange() {
        return Optional.ofNullable(lastChange);
    }

    /** The route of the membership as it is now. */
    Route route() {
        if (current == null) {
            current = new Route(members.values());
        }
        return current;
    }

    /** The route of an earlier membership; empty when it is too long ago. */
    Optional<Route> route(long of) {
        if (of == version) {
            return Optional.of(route());
        }
        if (rebuilt == null || rebuiltVersion != of) {
            rebuilt = rebuild(of);
            rebuiltVersion = of;
        }
        return Optional.ofNullable(rebuilt);
    }

    private @Nullable Route rebuild(long of) {
        if (of > version || changes.isEmpty() || changes.getFirst().version() > of + 1) {
            return null;
        }
        Map<Long, Member> then = new TreeMap<>();
        members.values().forEach(member -> then.put(member.order(), member));
        Iterator<Change> newestFirst = changes.descendingIterator();
        while (newestFirst.hasNext()) {
            Change change = newestFirst.next();
            if (change.version() <= of) {
                break;
            }
            if (change.joined()) {
                then.remove(change.member().order());
            } else {
                then.put(change.member().order(), change.member());
            }
        }
        return new Route(then.values());
    }

    @Nullable
    Member present(String id) {
        return members.get(id);
    }

    /** The last one with that id to leave; forgotten in time. */
    @Nullable
    Member departed(String id) {
        return departed.get(id);
    }

    Collection<Member> present() {
        return members.values();
    }

    /** Whoever has that id now, or else the one that is about to join with it. */
    Member presentOrJoining(String id) {
        Member member = members.get(id);
        return member != null ? member : joining.computeIfAbsent(id, Member::new);
    }

    @Nullable
    Member joining(String id) {
        return joining.get(id);
    }

    /** It does not join after all. */
    Optional<Member> refused(String id) {
        return Optional.ofNullable(joining.remove(id));
    }
}
