package io.chainbus.coordinator;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.Farewell;
import io.chainbus.transit.Overseer;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import io.chainbus.walk.Skip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who joins and who leaves a chain. The membership changes at the moment of the acknowledgement; between the acceptance
 * of a leave and its acknowledgement the subscriber is still in new routes, and is skipped there (promise P7).
 */
final class Roster<T> {

    private final ActorContext<ChainProtocol.Command<T>> context;
    private final Membership<SubscriberHandle<T>> membership;
    private final Subscribers<T> subscribers;
    private final Overseer<T> overseer;
    private final Recorder recorder;

    private final Map<SubscriberHandle<T>, Member<SubscriberHandle<T>>> members = new HashMap<>();
    /** For each subscriber that leaves: who waits for it. */
    private final Map<SubscriberHandle<T>, List<Consumer<ChainProtocol.UnregisterReply>>> leaving = new HashMap<>();

    Roster(
            ActorContext<ChainProtocol.Command<T>> context,
            Membership<SubscriberHandle<T>> membership,
            Subscribers<T> subscribers,
            Overseer<T> overseer,
            Recorder recorder) {
        this.context = context;
        this.membership = membership;
        this.subscribers = subscribers;
        this.overseer = overseer;
        this.recorder = recorder;
    }

    ChainProtocol.RegisterReply register(Subscriber<T> subscriber) {
        SubscriberHandle<T> handle = subscribers.handle(subscriber);
        Admission<SubscriberHandle<T>> admission = membership.admit(
                new Candidate<>(subscriber.id(), subscriber.position(), subscriber.observer(), handle));
        if (admission instanceof Admission.Refused<SubscriberHandle<T>> refused) {
            recorder.registrationRefused(subscriber.id(), refused.refusal().message());
            return new ChainProtocol.RegistrationRefused(refused.refusal());
        }
        var admitted = (Admission.Admitted<SubscriberHandle<T>>) admission;
        ActorRef<?> shell = subscribers.start(context, handle);
        context.watchWith(shell, new ChainProtocol.ShellStopped<>(handle));
        members.put(handle, admitted.member());
        recorder.registered(admitted.member(), admitted.version());
        return new ChainProtocol.Registered(subscriber.id(), admitted.version());
    }

    void unregister(String id, Consumer<ChainProtocol.UnregisterReply> replyTo) {
        SubscriberHandle<T> handle = membership.find(id).map(Member::subscriber).orElse(null);
        if (handle == null) {
            recorder.registrationRefused(id, "not registered");
            replyTo.accept(new ChainProtocol.UnknownId(id));
            return;
        }
        List<Consumer<ChainProtocol.UnregisterReply>> waiting = leaving.get(handle);
        if (waiting != null) {
            waiting.add(replyTo);
            return;
        }
        waiting = new ArrayList<>(1);
        waiting.add(replyTo);
        leaving.put(handle, waiting);
        subscribers.leave(handle);
        overseer.relieve(handle);
        stuck(handle);
    }

    /** A subscriber's actor is gone, and said so. */
    void gone(Farewell<T> farewell) {
        if (farewell instanceof Farewell.Quiet<T> quiet) {
            overseer.relieve(quiet.handle());
            if (leaving.containsKey(quiet.handle())) {
                remove(quiet.handle(), Skip.LEFT, false);
            }
        } else if (farewell instanceof Farewell.Died<T> died) {
            overseer.relieve(died.handle());
            remove(died.handle(), Skip.DIED, false);
        }
    }

    /** A subscriber's actor is gone; nothing is to be done if that was expected. */
    void stopped(SubscriberHandle<T> handle) {
        if (members.containsKey(handle)) {
            overseer.bury(handle);
            remove(handle, Skip.DIED, false);
        }
    }

    /** Whoever waits for a stuck subscriber's leave is not kept waiting: it is past its deadline. */
    void stuck(SubscriberHandle<T> handle) {
        if (handle.stuck() && leaving.containsKey(handle)) {
            remove(handle, Skip.LEFT, true);
        }
    }

    private void remove(SubscriberHandle<T> handle, Skip cause, boolean stillRunning) {
        @Nullable Member<SubscriberHandle<T>> member = members.remove(handle);
        if (member == null) {
            return;
        }
        recorder.unregistered(handle.id(), membership.remove(member), cause);
        ChainProtocol.Unregistered reply = new ChainProtocol.Unregistered(handle.id(), stillRunning);
        List<Consumer<ChainProtocol.UnregisterReply>> waiting = leaving.remove(handle);
        if (waiting != null) {
            waiting.forEach(replyTo -> replyTo.accept(reply));
        }
    }
}
