package io.chainbus.cluster.home;

import io.chainbus.chain.Member;
import io.chainbus.cluster.layout.AgentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is on a chain or about to be, by what their agents know them by. Single-threaded. */
final class Sittings {

    /** What an agent calls a subscriber of its own. */
    record Key(AgentId agent, long number) {

        static Key of(HomeSeat seat) {
            return new Key(seat.agent(), seat.registration().number());
        }
    }

    private final Map<Key, HomeSeat> seats = new HashMap<>();
    private final Map<HomeSeat, Member<HomeSeat>> members = new HashMap<>();

    /** Those that were here, and of whom an agent may still send something late. */
    private final Set<Key> past = new HashSet<>();

    /** Is on the chain. */
    void enter(HomeSeat seat, Member<HomeSeat> member) {
        seats.put(Key.of(seat), seat);
        members.put(seat, member);
    }

    /** Has a place reserved, and is being told what is up. */
    void awaited(HomeSeat seat) {
        seats.put(Key.of(seat), seat);
    }

    /** Is not here any more, or somebody else is in its place. */
    void leave(HomeSeat seat) {
        seats.remove(Key.of(seat));
        members.remove(seat);
        past.add(Key.of(seat));
    }

    @Nullable
    HomeSeat find(Key key) {
        return seats.get(key);
    }

    /** The member that it stands behind; absent while it is being told what is up. */
    @Nullable
    Member<HomeSeat> member(HomeSeat seat) {
        return members.get(seat);
    }

    boolean isPast(Key key) {
        return past.contains(key);
    }

    /** All of that agent. */
    List<HomeSeat> of(AgentId agent) {
        List<HomeSeat> own = new ArrayList<>();
        for (HomeSeat seat : seats.values()) {
            if (seat.agent().equals(agent)) {
                own.add(seat);
            }
        }
        return own;
    }

    /** Those that any of these is with. */
    Set<AgentId> agents() {
        Set<AgentId> agents = new HashSet<>();
        seats.keySet().forEach(key -> agents.add(key.agent()));
        return agents;
    }

    /** Nothing more comes from that agent. */
    void forget(AgentId agent) {
        past.removeIf(key -> key.agent().equals(agent));
    }
}
