package io.chainbus.cluster.agent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.cluster.layout.StandIn;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.Farewell;
import io.chainbus.transit.Overseer;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import io.chainbus.walk.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** How this node's subscribers come onto the chain and off it. What the coordinator decides, this carries out. */
final class Attendance<T> {

    private final AgentSettings<T> settings;
    private final Sender self;
    private final Recorder recorder;
    private final Roll<T> roll;
    private final Subscribers<T> subscribers;
    private final Overseer<T> overseer;
    private final Consumer<ToHome> home;
    private final BiConsumer<ActorRef<?>, SubscriberHandle<T>> started;
    private long last;

    Attendance(
            AgentSettings<T> settings,
            Sender self,
            Roll<T> roll,
            Subscribers<T> subscribers,
            Overseer<T> overseer,
            Consumer<ToHome> home,
            BiConsumer<ActorRef<?>, SubscriberHandle<T>> started) {
        this.settings = settings;
        this.self = self;
        this.recorder = settings.recorder();
        this.roll = roll;
        this.subscribers = subscribers;
        this.overseer = overseer;
        this.home = home;
        this.started = started;
    }

    SubscriberHandle<T> enlist(
            ActorContext<?> context, Subscriber<T> subscriber, CompletableFuture<ChainProtocol.RegisterReply> answer) {
        SubscriberHandle<T> handle = subscribers.handle(subscriber);
        StandIn standIn = StandIn.of(
                subscriber.failurePolicy(),
                settings.spec().phases().phases(),
                "the node of " + subscriber.id() + ", " + settings.agent().name() + ", is gone");
        ToHome.Applicant applicant = new ToHome.Applicant(
                ++last,
                subscriber.id(),
                subscriber.position(),
                subscriber.observer(),
                subscriber.durable(),
                subscriber.replay(),
                standIn);
        Local<T> local = new Local<>(last, handle, applicant, answer);
        roll.add(local);
        handle.returns();
        started.accept(subscribers.start(context, handle), handle);
        ask(local);
        return handle;
    }

    private void ask(Local<T> local) {
        home.accept(new ToHome.Register(self, local.applicant(), recorder.clock()));
    }

    void registered(ToAgent.Registered message) {
        Local<T> local = roll.find(message.number());
        if (local == null || local.answer().isDone()) {
            return;
        }
        local.handle().enters();
        Map<String, Phase> phases = settings.spec().phases().byName();
        List<ChainProtocol.Hold> holds = new ArrayList<>();
        for (ToAgent.Hold hold : message.holds()) {
            Phase phase = phases.get(hold.phase());
            if (phase != null) {
                holds.add(new ChainProtocol.Hold(hold.key(), phase));
            }
        }
        local.answer()
                .completeAsync(() ->
                        new ChainProtocol.Registered(local.handle().id(), message.version(), message.resumed(), holds));
    }

    void refused(long number, RegistrationRefusal refusal) {
        Local<T> local = roll.find(number);
        if (local != null && !local.answer().isDone()) {
            local.answer().completeAsync(() -> new ChainProtocol.RegistrationRefused(refusal));
            dismiss(local);
        }
    }

    /** The chain is another one than was thought here. */
    void unlike(Declaration wanted, Declaration there) {
        for (Local<T> local : roll.all()) {
            if (!local.answer().isDone()) {
                local.answer().completeExceptionally(Questions.otherwise(settings.chain(), wanted, there));
                dismiss(local);
            }
        }
    }

    private void dismiss(Local<T> local) {
        local.handle().forfeits(Skip.LEFT);
        subscribers.leave(local.handle());
        overseer.relieve(local.handle());
        roll.forget(local);
    }

    /** The coordinator remembers nothing: all that are on the chain want onto it again. */
    void forgotten() {
        for (Local<T> local : roll.all()) {
            if (local.farewell != null || local.order != null) {
                local.noted = true;
                dismiss(local);
            } else {
                ask(local);
            }
        }
    }

    void order(long number, ToAgent.Kind kind) {
        Local<T> local = roll.find(number);
        if (local == null) {
            if (kind != ToAgent.Kind.FORGET && kind != ToAgent.Kind.NOTED) {
                home.accept(new ToHome.Quiet(self, number, ToHome.Farewell.LEFT, recorder.clock()));
            }
            return;
        }
        SubscriberHandle<T> handle = local.handle();
        switch (kind) {
            case PART -> {
                roll.leaves(local, kind);
                subscribers.part(handle);
                overseer.relieve(handle);
            }
            case LEAVE -> {
                roll.leaves(local, kind);
                handle.forfeits(Skip.LEFT);
                subscribers.leave(handle);
                overseer.relieve(handle);
            }
            case GO_AWAY -> {
                roll.leaves(local, kind);
                subscribers.goAway(handle);
                overseer.relieve(handle);
            }
            case NOTED -> local.noted = true;
            case FORGET -> dismiss(local);
        }
        ToHome.Farewell said = local.farewell;
        if (said != null && kind != ToAgent.Kind.FORGET && kind != ToAgent.Kind.NOTED) {
            tell(local, said);
        }
    }

    /** A subscriber's actor is gone, and said so. */
    void gone(Farewell<T> farewell) {
        SubscriberHandle<T> handle =
                farewell instanceof Farewell.Quiet<T> quiet ? quiet.handle() : ((Farewell.Died<T>) farewell).handle();
        overseer.relieve(handle);
        if (farewell instanceof Farewell.Died<T>) {
            settings.waits().gone(settings.chain(), handle.id());
        }
        Local<T> local = roll.find(handle);
        if (local != null) {
            over(local, farewell instanceof Farewell.Quiet<T> ? ToHome.Farewell.LEFT : ToHome.Farewell.DIED);
        }
    }

    /** A subscriber's actor is gone; nothing is to be done if that was expected. */
    void stopped(SubscriberHandle<T> handle) {
        Local<T> local = roll.find(handle);
        if (local != null && local.farewell == null) {
            overseer.bury(handle);
            settings.waits().gone(settings.chain(), handle.id());
            over(local, ToHome.Farewell.DIED);
        }
    }

    /** Whoever waits for the leave of a stuck subscriber is not kept waiting for what is past its deadline. */
    void dismissStuck() {
        for (Local<T> local : roll.leaving()) {
            SubscriberHandle<T> handle = local.handle();
            if (local.farewell == null && handle.stuck() && (handle.resigned() || !overseer.atWork(handle))) {
                if (local.order != ToAgent.Kind.GO_AWAY) {
                    subscribers.leave(handle);
                }
                over(local, ToHome.Farewell.STILL_RUNNING);
            }
        }
    }

    private void over(Local<T> local, ToHome.Farewell farewell) {
        if (local.farewell == null) {
            local.farewell = farewell;
            tell(local, farewell);
        }
    }

    private void tell(Local<T> local, ToHome.Farewell farewell) {
        recorder.flush();
        home.accept(new ToHome.Quiet(self, local.number(), farewell, recorder.clock()));
    }

    /** Says again what the coordinator has not answered. */
    void askAgain() {
        for (Local<T> local : roll.all()) {
            ToHome.Farewell farewell = local.farewell;
            if (farewell != null && !local.noted) {
                tell(local, farewell);
            } else if (!local.answer().isDone()) {
                ask(local);
            }
        }
    }

    /** What the coordinator knows it by; 0 if it is not here. */
    long number(SubscriberHandle<?> handle) {
        Local<T> local = roll.find(handle);
        return local == null ? 0 : local.number();
    }

    /** Whether nobody of this node is on the chain or wants onto it. */
    boolean isEmpty() {
        return roll.all().isEmpty();
    }

    /** The chain has been closed: nobody is on it any more. */
    void close() {
        abandon();
        roll.all().forEach(this::dismiss);
    }

    /** Nobody will answer any more. */
    void abandon() {
        for (Local<T> local : roll.all()) {
            settings.waits().gone(settings.chain(), local.handle().id());
            local.answer().completeExceptionally(new ChainStoppedException(settings.chain()));
        }
    }
}
