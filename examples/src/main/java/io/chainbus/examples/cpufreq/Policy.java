package io.chainbus.examples.cpufreq;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.Seat;
import io.chainbus.event.Phase;
import io.chainbus.examples.Answer;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Receipt;
import java.util.ArrayList;
import java.util.List;

/** CPUs that change their frequency together, and the chain on which that is announced; Linux {@code struct cpufreq_policy}. */
final class Policy {

    private final Chain<Freqs> transitions;
    private final Cpu cpu;
    private final OnFailure onFailure;

    private Policy(Chain<Freqs> transitions, Cpu cpu, OnFailure onFailure) {
        this.transitions = transitions;
        this.cpu = cpu;
        this.onFailure = onFailure;
    }

    /**
     * A policy with nobody listening.
     *
     * @param name of its chain
     */
    static Policy start(ActorSystem<?> system, String name, Cpu cpu, OnFailure onFailure) {
        ChainSpec<Freqs> spec =
                ChainSpec.named(name, Freqs.class).keyedBy(Freqs::policy).phases(TransitionPhase.values());
        return new Policy(Chainbus.get(system).chain(spec), cpu, onFailure);
    }

    void register(Subscriber<Freqs> listener) {
        Answer.toRegister(transitions, listener);
    }

    /**
     * Changes the frequency, or tries to.
     *
     * @return the receipts of all that was announced, in that order
     */
    List<Receipt<Freqs>> target(int khz) {
        Freqs freqs = new Freqs("policy0", cpu.khz(), khz);
        List<Receipt<Freqs>> announced = new ArrayList<>();
        announced.add(begin(freqs));
        boolean done = cpu.set(khz);
        announced.addAll(end(freqs, done));
        return announced;
    }

    /** Linux {@code cpufreq_freq_transition_begin}. */
    Receipt<Freqs> begin(Freqs freqs) {
        return publish(TransitionPhase.PRECHANGE, freqs);
    }

    /**
     * Linux {@code cpufreq_freq_transition_end}.
     *
     * @param done whether the hardware has done it
     */
    List<Receipt<Freqs>> end(Freqs freqs, boolean done) {
        if (done) {
            return List.of(publish(TransitionPhase.POSTCHANGE, freqs));
        }
        return switch (onFailure) {
            case ABORT -> List.of(publish(TransitionPhase.ABORTCHANGE, freqs));
            case OPPOSITE_TRANSITION ->
                List.of(
                        publish(TransitionPhase.POSTCHANGE, freqs),
                        publish(TransitionPhase.PRECHANGE, freqs.swapped()),
                        publish(TransitionPhase.POSTCHANGE, freqs.swapped()));
        };
    }

    private Receipt<Freqs> publish(Phase phase, Freqs freqs) {
        return Answer.of(transitions.publish(phase, freqs));
    }

    /**
     * Who is in the way of fast switching, which changes the frequency from inside the scheduler and so can tell nobody;
     * Linux {@code cpufreq_enable_fast_switch}.
     *
     * @return the listeners, in the order of the chain; empty where it is enabled
     */
    List<Seat> enableFastSwitch() {
        return Answer.of(transitions.view()).seats();
    }
}
