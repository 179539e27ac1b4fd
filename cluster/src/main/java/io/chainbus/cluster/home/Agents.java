package io.chainbus.cluster.home;

import akka.actor.typed.ActorRef;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToAgent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agents that a coordinator knows: where they are, and which are gone for good. Single-threaded. */
final class Agents {

    private final Map<AgentId, ActorRef<ToAgent>> attached = new HashMap<>();
    private final Set<AgentId> gone = new HashSet<>();

    /**
     * That one is there.
     *
     * @return those that it shows to be gone: earlier lives of the same node's agent
     */
    List<AgentId> attach(Sender sender) {
        AgentId agent = sender.agent();
        attached.put(agent, sender.ref());
        List<AgentId> earlier = new ArrayList<>(0);
        for (AgentId other : attached.keySet()) {
            if (other.node() == agent.node() && other.life() < agent.life()) {
                earlier.add(other);
            }
        }
        return earlier;
    }

    /** Where it is; absent while it has not been heard of, and when it is gone. */
    @Nullable
    ActorRef<ToAgent> find(AgentId agent) {
        return attached.get(agent);
    }

    boolean isAttached(AgentId agent) {
        return attached.containsKey(agent);
    }

    /** It is gone for good; false if that was known. */
    boolean lost(AgentId agent) {
        attached.remove(agent);
        return gone.add(agent);
    }

    boolean isGone(AgentId agent) {
        return gone.contains(agent);
    }

    /** Those on that node that are there. */
    List<AgentId> on(long node) {
        return attached.keySet().stream().filter(agent -> agent.node() == node).toList();
    }

    void tellAll(ToAgent message) {
        attached.values().forEach(ref -> ref.tell(message));
    }

    void tell(AgentId agent, ToAgent message) {
        ActorRef<ToAgent> ref = attached.get(agent);
        if (ref != null) {
            ref.tell(message);
        }
    }
}
