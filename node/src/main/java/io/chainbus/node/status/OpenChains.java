package io.chainbus.node.status;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.chainbus.Chain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The chains that a node has opened, whose state it can ask for. One instance an actor system; thread-safe. */
public final class OpenChains implements Extension {

    private static final Id ID = new Id();

    private final Map<String, Chain<?>> chains = new ConcurrentSkipListMap<>();

    private OpenChains() {}

    /** The system's own. */
    public static OpenChains get(ActorSystem<?> system) {
        return system.registerExtension(ID);
    }

    /** Notes one that has been opened. */
    public void add(Chain<?> chain) {
        chains.put(chain.name(), chain);
    }

    /** By name. */
    List<Chain<?>> all() {
        return List.copyOf(chains.values());
    }

    private static final class Id extends ExtensionId<OpenChains> {
        @Override
        public OpenChains createExtension(ActorSystem<?> system) {
            return new OpenChains();
        }
    }
}
