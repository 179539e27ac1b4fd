package io.chainbus.bench.candidate;

import org.greenrobot.eventbus.EventBus;

/** greenrobot's {@code EventBus} with priorities, on the caller's thread, without the inheritance of events. */
final class GreenrobotBus {

    private GreenrobotBus() {}

    static Bus open(Setup setup) {
        EventBus bus = EventBus.builder()
                .eventInheritance(false)
                .logNoSubscriberMessages(false)
                .sendNoSubscriberEvent(false)
                .throwSubscriberException(true)
                .build();
        setup.receivers().forEach(receiver -> bus.register(Prioritized.of(receiver, setup.subscribers())));
        return LaneBus.posting(setup, bus::post, () -> {});
    }
}
