package io.chainbus.history.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A key: the walks that wait for their turn on it or have it, what it is up in, and who holds it. */
final class KeyState {

    final String key;

    /** Published and not yet started, in the order of acceptance; replays and teardowns have an order of their own. */
    private final Deque<Trail> waiting = new ArrayDeque<>();

    /** Started and not ended. One, unless promise P5 is broken. */
    private final Set<Trail> open = new LinkedHashSet<>();

    /** The acquire phases that it is up in. */
    private final Map<String, Acquired> up = new HashMap<>(2);

    /** Where the walk that brought it up started, and where it ended. */
    private record Acquired(Mark started, Mark ended) {}

    /** By holder: the phases, and where each was accepted. */
    private final Map<Member, Map<String, Mark>> holds = new LinkedHashMap<>();

    KeyState(String key) {
        this.key = key;
    }

    void accepted(Trail trail) {
        if (!trail.isPrivate()) {
            waiting.add(trail);
        }
    }

    /**
     * Those whose turn was before that of {@code trail}, and who have not had it. Asking forgets them, so that each is
     * reported once.
     */
    List<Trail> overtakenBy(Trail trail) {
        List<Trail> overtaken = new ArrayList<>(0);
        while (!trail.isPrivate() && !waiting.isEmpty() && waiting.element().id() < trail.id()) {
            overtaken.add(waiting.remove());
        }
        return overtaken;
    }

    Collection<Trail> open() {
        return open;
    }

    void started(Trail trail) {
        waiting.remove(trail);
        open.add(trail);
    }

    /** It has ended, or was refused. */
    void over(Trail trail) {
        waiting.remove(trail);
        open.remove(trail);
    }

    boolean isUp() {
        return !up.isEmpty();
    }

    Optional<Mark> upSince(String phase) {
        return Optional.ofNullable(up.get(phase)).map(Acquired::started);
    }

    void up(BiConsumer<String, Mark> each) {
        up.forEach((phase, acquired) -> each.accept(phase, acquired.started()));
    }

    void up(String phase, Mark started, Mark ended) {
        up.put(phase, new Acquired(started, ended));
    }

    /** By holder: where the key came up last of what it holds it by, as a number of a line. */
    Map<Member, Long> newestHolds() {
        Map<Member, Long> newest = new HashMap<>();
        holds.forEach((member, phases) -> phases.keySet().stream()
                .map(up::get)
                .filter(Objects::nonNull)
                .mapToLong(acquired -> acquired.ended().number())
                .max()
                .ifPresent(line -> newest.put(member, line)));
        return newest;
    }

    void hold(Member member, String phase, Mark accepted) {
        if (!member.isGone()) {
            holds.computeIfAbsent(member, m -> new HashMap<>(2)).put(phase, accepted);
            member.holding.add(this);
        }
    }

    /** An undo ends that one hold. */
    void undone(Member member, String phase) {
        Map<String, Mark> phases = holds.get(member);
        if (phases != null && phases.remove(phase) != null && phases.isEmpty()) {
            released(member);
        }
    }

    /** It holds the key no more, by whatever phase. */
    void released(Member member) {
        holds.remove(member);
        member.holding.remove(this);
    }

    /** Nobody holds the key any more, and it is down. */
    void released() {
        holds.keySet().forEach(member -> member.holding.remove(this));
        holds.clear();
        up.clear();
    }

    /** The phases by which that one holds the key. */
    Set<String> heldBy(Member member) {
        return holds.getOrDefault(member, Map.of()).keySet();
    }

    /** Who holds the key, and where it accepted first. */
    Map<Member, Mark> holders() {
        Map<Member, Mark> holders = new LinkedHashMap<>();
        holds.forEach((member, phases) -> phases.values().stream()
                .min((a, b) -> Long.compare(a.number(), b.number()))
                .ifPresent(first -> holders.put(member, first)));
        return holders;
    }

    boolean forgettable() {
        return waiting.isEmpty() && open.isEmpty() && up.isEmpty() && holds.isEmpty();
    }
}
