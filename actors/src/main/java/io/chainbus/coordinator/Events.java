package io.chainbus.coordinator;

import io.chainbus.event.Phase;

/** Whether a chain can take an event at all. */
final class Events {

    private Events() {}

    /**
     * The event's key.
     *
     * @throws IllegalArgumentException when the phase is not one of the chain's, or the payload has no key
     */
    @SuppressWarnings("ConstantValue") // a user's function may well give null
    static <T> String key(ChainSettings<T> settings, Phase phase, T payload) {
        requirePhase(settings, phase);
        String key = settings.key().apply(payload);
        if (key == null) {
            throw new IllegalArgumentException("an event of chain '" + settings.name() + "' has no key: " + payload);
        }
        return key;
    }

    /** @throws IllegalArgumentException when the phase is not one of the chain's */
    static void requirePhase(ChainSettings<?> settings, Phase phase) {
        if (!settings.phases().contains(phase)) {
            throw new IllegalArgumentException("chain '" + settings.name() + "' has no phase " + phase.name()
                    + ": its phases are " + settings.phases());
        }
    }
}
