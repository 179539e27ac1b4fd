package io.chainbus.chain;

import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The doubly-linked list of a chain's members, from the first place of a DESCENDING walk to the last, with sentinels
 * at both ends and an index of priorities.
 *
 * <pre>
 *          head ⇄ ftrace ⇄ kprobes ⇄ livepatch ⇄ sched ⇄ net ⇄ audit ⇄ tail
 *   rank          FIRST    10        50          0       0     LAST
 *   run    FIRST  FIRST    10        10          0       0     LAST
 *
 *   index: FIRST → ftrace, 10 → livepatch, 0 → net, LAST → audit
 * </pre>
 *
 * <p><b>Runs.</b> A node's run is the lowest {@link Rank} met on the way to it from the head, its own included. That
 * is its own rank, unless a predecessor held it back: livepatch above stands {@code after("kprobes")}; once kprobes is
 * placed it outranks all that is left, comes next, and so belongs to the run of 10. Runs descend from head to tail, and
 * the index holds the end of each.
 *
 * <p><b>Why insertion needs no ordering.</b> Somebody without constraints is available to the order function from the
 * start and, being the latest registered, loses every tie: it is taken when all that is available ranks below it for
 * the first time. That is right behind the end of the last run of its rank or higher, and nothing else moves.
 * Likewise nothing else moves when somebody without constraints leaves. With constraints anything may move, so then
 * the list goes out of order until {@link #arrange}.
 */
final class ChainList<S> {

    /** In the run FIRST, which so is never empty: every rank has a run to stand behind. */
    final Link<S> head = new Link<>(Rank.FIRST);

    /** In a run of its own, so that every run ends before it. */
    final Link<S> tail = new Link<>(Rank.NOBODY);

    /** The last link of each run, by the run's rank. Holds while the list is in order. */
    final NavigableMap<Long, Link<S>> runEnds = new TreeMap<>();

    private boolean inOrder = true;

    ChainList() {
        join(head, tail);
        runEnds.put(Rank.FIRST, head);
    }

    /** Whether the members stand as the order function wants them, and the index is right. */
    boolean isInOrder() {
        return inOrder;
    }

    /** From now on anything may stand anywhere, until {@link #arrange}. */
    void disorder() {
        inOrder = false;
    }

    /**
     * Adds a member that no constraint concerns and that registered later than all here: at its place, in
     * O(log(number of runs)), or anywhere if the list is out of order anyway.
     */
    void insert(Member<S> member) {
        Node<S> node = member.node;
        if (!inOrder) {
            linkBehind(tail.prev, node);
            return;
        }
        linkBehind(Objects.requireNonNull(runEnds.ceilingEntry(node.run)).getValue(), node);
        runEnds.put(node.run, node);
    }

    /**
     * Takes a member out, in O(1), unless a run ends with it, when the index costs O(log(number of runs)). The node
     * keeps its own pointers, so that whoever stands on it can walk on; the member is given another in its place.
     */
    void remove(Member<S> member) {
        Node<S> node = member.node;
        if (inOrder && node.next.run != node.run) {
            if (node.prev.run == node.run) {
                runEnds.put(node.run, node.prev);
            } else {
                runEnds.remove(node.run);
            }
        }
        join(node.prev, node.next);
        member.node = new Node<>(member);
    }

    /** Puts all members, each of which {@code order} names once, into that order; O(n log(number of runs)). */
    void arrange(List<Ordering.Placed<S>> order) {
        runEnds.clear();
        runEnds.put(Rank.FIRST, head);
        Link<S> last = head;
        for (Ordering.Placed<S> placed : order) {
            Node<S> node = placed.member().node;
            node.run = Math.min(last.run, placed.rank());
            join(last, node);
            runEnds.put(node.run, node);
            last = node;
        }
        join(last, tail);
        inOrder = true;
    }

    /** The members from head to tail. What the walks of it see of changes is in {@link Membership#descending}. */
    Iterable<Member<S>> descending() {
        return () -> new Steps<>(head, link -> link.next);
    }

    /** The members from tail to head. */
    Iterable<Member<S>> ascending() {
        return () -> new Steps<>(tail, link -> link.prev);
    }

    private static <S> void linkBehind(Link<S> link, Node<S> node) {
        join(node, link.next);
        join(link, node);
    }

    private static <S> void join(Link<S> left, Link<S> right) {
        left.next = right;
        right.prev = left;
    }

    /** A walk in one direction. It stands on a node and looks for the next only when asked. */
    private static final class Steps<S> implements Iterator<Member<S>> {

        private final UnaryOperator<Link<S>> step;
        private Link<S> at;

        Steps(Link<S> start, UnaryOperator<Link<S>> step) {
            this.at = start;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return ahead() instanceof Node;
        }

        @Override
        public Member<S> next() {
            if (ahead() instanceof Node<S> node) {
                at = node;
                return node.member;
            }
            throw new NoSuchElementException();
        }

        /** The nearest link that is still there: a node taken out leads on to where the list went on from it. */
        private Link<S> ahead() {
            Link<S> ahead = step.apply(at);
            while (ahead instanceof Node && !ahead.isLinked()) {
                ahead = step.apply(ahead);
            }
            return ahead;
        }
    }
}
