package io.chainbus;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.chainbus.coordinator.ChainSettings;
import io.chainbus.coordinator.Gateway;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.coordinator.Waits;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The chains of an actor system. One instance a system; thread-safe.
 *
 * <pre>{@code
 * Chain<Module> modules = Chainbus.get(system).chain(ChainSpec.named("modules", Module.class).keyedBy(Module::name));
 * modules.register(Subscriber.<Module>named("ftrace").first().handler(visit -> Verdict.ok()));
 * CompletionStage<Receipt<Module>> up = modules.publish(ModulePhase.COMING, module);
 * }</pre>
 */
public final class Chainbus implements Extension {

    private static final Id ID = new Id();
    private static final DispatcherSelector DISPATCHER = DispatcherSelector.fromConfig("chainbus.dispatcher");

    private final ActorSystem<?> system;
    private final ChainSettings.Limits limits;
    private final Waits waits;
    private final Map<String, Known<?>> chains = new HashMap<>();

    /** For the actors' names: one that has been closed may still be on its way out. */
    private int started;

    private record Known<T>(ChainSpec<T> spec, LocalChain<T> chain) {}

    private Chainbus(ActorSystem<?> system) {
        this.system = system;
        this.waits = new Waits(system.executionContext());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "chainbus-leaves-nobody-waiting",
                        this::abandon);
        this.limits = ChainSettings.Limits.of(system.settings().config().getConfig("chainbus"));
    }

    /** The system's own. */
    public static Chainbus get(ActorSystem<?> system) {
        return system.registerExtension(ID);
    }

    /**
     * The chain of that name; made as the spec says when it is not there yet, or has been closed.
     *
     * @throws IllegalArgumentException when there is one of that name that is not as the spec says: another payload,
     *     other phases, another holding, or with a history where that has none. Key functions cannot be compared
     */
    public synchronized <T> Chain<T> chain(ChainSpec<T> spec) {
        Known<?> known = chains.get(spec.name());
        if (known == null || known.chain().closed()) {
            Known<T> made = new Known<>(spec, open(spec));
            chains.put(spec.name(), made);
            return made.chain();
        }
        if (!known.spec().isLike(spec)) {
            throw new IllegalArgumentException(
                    "chain '" + spec.name() + "' is there already as " + known.spec() + ", not as " + spec);
        }
        @SuppressWarnings("unchecked") // same class, so same type
        Chain<T> chain = (Chain<T>) known.chain();
        return chain;
    }

    /**
     * Registers subscribers on several chains, all of them or none: places are reserved on all chains, so that others
     * are refused who would be in the way from then on, and the subscribers are visited only when all have been
     * granted. With {@code replay} each is told then what is up; if one vetoes, all that was told is undone, and none
     * has joined.
     *
     * <pre>{@code
     * Chainbus.get(system).register(Enrolment.of(modules, hooks).and(clocks, timers));
     * }</pre>
     *
     * @return fails only when one of the chains stops meanwhile
     */
    public CompletionStage<JointRegistration.Reply> register(Enrolment enrolment) {
        return enrolment.run();
    }

    /** Whoever waits for a chain that nobody has closed hears now that it will not answer. */
    private synchronized CompletionStage<Done> abandon() {
        CompletableFuture<?>[] abandoned = chains.values().stream()
                .map(known -> known.chain().gateway().abandon().handle((nothing, stopped) -> Done.done()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(abandoned).thenApply(all -> Done.done());
    }

    private <T> LocalChain<T> open(ChainSpec<T> spec) {
        ChainSettings<T> settings = new ChainSettings<>(
                spec.name(),
                spec.key(),
                spec.phases(),
                spec.holding(),
                spec.recorder(),
                spec.isTimed(),
                limits,
                waits,
                system.dispatchers().lookup(DISPATCHER));
        String actorName = "chainbus-" + ++started + "-"
                + URLEncoder.encode(spec.name(), StandardCharsets.UTF_8).replace("*", "%2A");
        return new LocalChain<>(
                spec.name(), Gateway.open(settings, behavior -> system.systemActorOf(behavior, actorName, DISPATCHER)));
    }

    private static final class Id extends ExtensionId<Chainbus> {
        @Override
        public Chainbus createExtension(ActorSystem<?> system) {
            return new Chainbus(system);
        }
    }
}
