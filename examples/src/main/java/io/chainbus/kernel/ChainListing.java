package io.chainbus.kernel;

import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Position;
import io.chainbus.subscriber.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Who is on the module chain, in order, each with the reason for its place. The order is worked out anew from the
 * registrations, which is enough, since it is a pure function of these (promise P1). Thread-safe.
 */
final class ChainListing {

    private final Membership<String> members = new Membership<>();

    /** To be called for each registration that the chain has acknowledged, in the order of the acknowledgements. */
    synchronized void registered(Subscriber<?> subscriber) {
        members.admit(new Candidate<>(subscriber.id(), subscriber.position(), subscriber.observer(), subscriber.id()));
    }

    /** A line for each subscriber, those that are visited first on the way up first. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Member<String> member : members.descending()) {
            lines.add(String.format("%3d %-16s %s", lines.size() + 1, member.id(), why(member)));
        }
        return lines;
    }

    private static String why(Member<String> member) {
        Position position = member.position();
        List<String> reasons = new ArrayList<>();
        reasons.add(
                switch (position.anchor()) {
                    case FIRST -> "first";
                    case NONE -> "priority " + position.priority();
                    case LAST -> "last";
                });
        new TreeSet<>(position.before()).forEach(id -> reasons.add("before " + id));
        new TreeSet<>(position.after()).forEach(id -> reasons.add("after " + id));
        if (member.observer()) {
            reasons.add("observer");
        }
        return String.join(", ", reasons);
    }
}
