package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Receiver;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/** Spring's application events with ordered listeners, on the caller's thread. */
final class SpringBus {

    private SpringBus() {}

    static Bus open(Setup setup) {
        GenericApplicationContext context = new GenericApplicationContext();
        for (Receiver receiver : setup.receivers()) {
            context.addApplicationListener(new Listener(receiver));
        }
        context.refresh();
        return LaneBus.posting(setup, event -> context.publishEvent(new Published(context, event)), context::close);
    }

    /** An event of the kind that Spring need not wrap. */
    private static final class Published extends ApplicationEvent {
        private static final long serialVersionUID = 1;
        private final transient Event event;

        Published(Object source, Event event) {
            super(source);
            this.event = event;
        }
    }

    private record Listener(Receiver receiver) implements ApplicationListener<Published>, Ordered {

        @Override
        public void onApplicationEvent(Published published) {
            receiver.receive(published.event);
        }

        @Override
        public int getOrder() {
            return receiver.index();
        }
    }
}
