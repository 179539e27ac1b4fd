package io.chainbus.chain;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where a subscriber wants to stand on a chain (promise P1). Immutable; each method with a position's name returns a
 * changed copy:
 *
 * <pre>{@code
 * Position.at(10)                              // before all of lower priority, behind earlier ones of priority 10
 * Position.DEFAULT.after("ftrace")             // somewhere behind ftrace, whatever their numbers
 * Position.DEFAULT.first()                     // before all others; refused if someone stands there
 * Position.DEFAULT.first().after("ftrace")     // before all others but ftrace, which is first too
 * }</pre>
 *
 * @param priority higher stands earlier in a DESCENDING walk; between strangers only, since constraints outrank it
 * @param unique whether nobody else in the same band may have this priority, now or later
 * @param anchor the band
 * @param before ids that this subscriber must precede in a DESCENDING walk, in the order of their declaration; ids
 *     that are not registered mean nothing until they are
 * @param after ids that must precede this subscriber, likewise
 */
public record Position(int priority, boolean unique, Anchor anchor, Set<String> before, Set<String> after) {

    /** Priority 0, no anchor, no constraints. */
    public static final Position DEFAULT = new Position(0, false, Anchor.NONE, Set.of(), Set.of());

    /**
     * @throws IllegalArgumentException if a constraint names a blank id
     */
    public Position {
        before = ids(before);
        after = ids(after);
    }

    /** This priority, no anchor, no constraints. */
    public static Position at(int priority) {
        return DEFAULT.priority(priority);
    }

    /** The same with this priority. */
    public Position priority(int priority) {
        return new Position(priority, unique, anchor, before, after);
    }

    /** The same, asking (or no longer asking) that nobody else in the band has this priority. */
    public Position unique(boolean unique) {
        return new Position(priority, unique, anchor, before, after);
    }

    /** The same in the band before all others. */
    public Position first() {
        return new Position(priority, unique, Anchor.FIRST, before, after);
    }

    /** The same in the band behind all others. */
    public Position last() {
        return new Position(priority, unique, Anchor.LAST, before, after);
    }

    /**
     * The same, preceding these ids too, in addition to those named so far.
     *
     * @throws IllegalArgumentException if an id is blank
     */
    public Position before(String... ids) {
        return new Position(priority, unique, anchor, joined(before, ids), after);
    }

    /**
     * The same, standing behind these ids too, in addition to those named so far.
     *
     * @throws IllegalArgumentException if an id is blank
     */
    public Position after(String... ids) {
        return new Position(priority, unique, anchor, before, joined(after, ids));
    }

    /** As it was declared: the priority, and what else there is. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("priority ").append(priority);
        if (unique) {
            text.append(", unique");
        }
        if (anchor != Anchor.NONE) {
            text.append(", ").append(anchor);
        }
        before.forEach(id -> text.append(", before ").append(id));
        after.forEach(id -> text.append(", after ").append(id));
        return text.toString();
    }

    private static Set<String> joined(Set<String> present, String[] more) {
        Set<String> all = new LinkedHashSet<>(present);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** An immutable copy in the same order; {@code Set.copyOf} would lose the order, and with it readable refusals. */
    private static Set<String> ids(Collection<String> named) {
        if (named.isEmpty()) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>(named);
        for (String id : ids) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("a constraint must name an id, but names a blank one");
            }
        }
        return Collections.unmodifiableSet(ids);
    }
}
