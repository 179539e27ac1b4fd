package io.chainbus.kernel.order;

import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import java.util.Locale;

/** How ftrace and livepatch hear of modules, each before the other where it has to be. */
public enum Order {
    /**
     * As the kernel does it: the loader's side calls both by hand, in the right order, outside the chain, on which only the
     * others are. It works, for as long as everybody who is to be called by hand is known there.
     */
    FIXED,
    /**
     * Both on the chain, ordered by one number each, and every walk goes from high to low: the right way round on the way
     * up, and the wrong one on the way down.
     */
    PRIORITY,
    /** Chainbus: a declared order, which a module's GOING takes backwards. */
    REVERSE;

    /** The phases of the module chain. */
    public Phase[] phases() {
        return this == PRIORITY ? ForwardPhase.values() : ModulePhase.values();
    }

    /** The chain's phase that announces what the loader means. */
    public Phase announcing(ModulePhase phase) {
        return this == PRIORITY ? ForwardPhase.valueOf(phase.name()) : phase;
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
