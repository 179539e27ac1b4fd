package io.chainbus;

import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.recording.Recorder;
import java.util.function.Function;

/**
 * What a chain is like: its payload and key, its phases, and whom a release visits. Immutable: each call gives another
 * spec, in whatever order.
 *
 * <pre>{@code
 * ChainSpec<Module> MODULES = ChainSpec.named("modules", Module.class).keyedBy(Module::name);
 * }</pre>
 */
public final class ChainSpec<T> {

    private final String name;
    private final Class<T> payload;
    private final Function<? super T, String> key;
    private final PhaseSet phases;
    private final Holding holding;
    private final Recorder recorder;
    private final boolean timed;

    private ChainSpec(
            String name,
            Class<T> payload,
            Function<? super T, String> key,
            PhaseSet phases,
            Holding holding,
            Recorder recorder,
            boolean timed) {
        this.name = name;
        this.payload = payload;
        this.key = key;
        this.phases = phases;
        this.holding = holding;
        this.recorder = recorder;
        this.timed = timed;
    }

    /** Starts with the payload's {@code toString} as its key, the {@link ModulePhase}s, and no history. */
    public static <T> ChainSpec<T> named(String name, Class<T> payload) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a chain's name is not blank");
        }
        return new ChainSpec<>(
                name,
                payload,
                Object::toString,
                PhaseSet.of(ModulePhase.values()),
                Holding.ACCEPTED,
                Recorder.off(),
                false);
    }

    /**
     * What an event is about.
     *
     * @param key called on publishers' threads; must be pure
     */
    public ChainSpec<T> keyedBy(Function<? super T, String> key) {
        return new ChainSpec<>(name, payload, key, phases, holding, recorder, timed);
    }

    /**
     * The phases that can be published.
     *
     * @throws IllegalArgumentException when the phases contradict each other, see {@link PhaseSet}
     */
    public ChainSpec<T> phases(Phase... phases) {
        return new ChainSpec<>(name, payload, key, PhaseSet.of(phases), holding, recorder, timed);
    }

    /** Whom a release visits. */
    public ChainSpec<T> holding(Holding holding) {
        return new ChainSpec<>(name, payload, key, phases, holding, recorder, timed);
    }

    /** Records the chain's history, and with it the times of visits. */
    public ChainSpec<T> history(Recorder recorder) {
        return new ChainSpec<>(name, payload, key, phases, holding, recorder, timed);
    }

    /**
     * Takes the times of visits, for receipts. Receipts of a chain that is spread over a cluster have none: there the
     * nodes' histories say when and how long each visit took.
     */
    public ChainSpec<T> timed() {
        return new ChainSpec<>(name, payload, key, phases, holding, recorder, true);
    }

    /** Whether the other says the same, as far as that can be compared: key functions cannot be. */
    public boolean isLike(ChainSpec<?> other) {
        return payload.equals(other.payload)
                && phases.byName().equals(other.phases.byName())
                && holding == other.holding
                && recorder.on() == other.recorder.on()
                && timed == other.timed;
    }

    @Override
    public String toString() {
        return name + " of " + payload.getName() + ", phases " + phases + ", holding " + holding
                + (recorder.on() ? ", with a history" : "") + (timed ? ", timed" : "");
    }

    /** The chain's name. */
    public String name() {
        return name;
    }

    /** The payload's class. */
    public Class<T> payload() {
        return payload;
    }

    /** What an event is about. */
    public Function<? super T, String> key() {
        return key;
    }

    /** The phases that can be published. */
    public PhaseSet phases() {
        return phases;
    }

    /** Whom a release visits. */
    public Holding holding() {
        return holding;
    }

    /** What records the chain's history; off where nothing does. */
    public Recorder recorder() {
        return recorder;
    }

    /** Whether the times of visits are taken, apart from what a history implies. */
    public boolean isTimed() {
        return timed;
    }
}
