package io.chainbus.coordinator;

import akka.actor.typed.javadsl.ActorContext;
import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.JoinReply;
import io.chainbus.dispatch.Leaver;
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
 * of a leave and its acknowledgement the subscriber is still in new routes, and is skipped there (promise P7). Who leaves
 * with a teardown is told first to let go of what it holds.
 */
final class Roster<T> {

    private final ActorContext<ChainProtocol.Command<T>> context;
    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Subscribers<T> subscribers;
    private final Overseer<T> overseer;
    private final Recorder recorder;
    private final Tally tally;

    private final Map<SubscriberHandle<T>, Member<SubscriberHandle<T>>> members = new HashMap<>();
    /** For each subscriber that is told first what is up: its reservation. */
    private final Map<SubscriberHandle<T>, Member<SubscriberHandle<T>>> joining = new HashMap<>();
    /** For each subscriber that leaves: who waits for it. */
    private final Map<SubscriberHandle<T>, List<Consumer<ChainProtocol.UnregisterReply>>> leaving = new HashMap<>();

    private final Reservations<T> reservations;

    Roster(
            ActorContext<ChainProtocol.Command<T>> context,
            Dispatcher<SubscriberHandle<T>, T> dispatcher,
            Subscribers<T> subscribers,
            Overseer<T> overseer,
            Recorder recorder,
            Tally tally) {
        this.context = context;
        this.dispatcher = dispatcher;
        this.subscribers = subscribers;
        this.overseer = overseer;
        this.recorder = recorder;
        this.tally = tally;
        this.reservations = new Reservations<>(dispatcher, this);
    }

    /** Gives it a place that it may take later, together with places on other chains. */
    void reserve(Subscriber<T> subscriber, Consumer<JointStep.Answer<T>> replyTo) {
        SubscriberHandle<T> handle = subscribers.handle(subscriber);
        Admission<SubscriberHandle<T>> admission = dispatcher.membership().reserve(candidate(handle));
        if (admission instanceof Admission.Refused<SubscriberHandle<T>> refused) {
            recordRefusal(subscriber.id(), refused.refusal());
            replyTo.accept(new JointStep.Refused<>(refused.refusal()));
        } else if (admission instanceof Admission.Admitted<SubscriberHandle<T>> admitted) {
            start(handle);
            reservations.add(handle, admitted.member());
            replyTo.accept(new JointStep.Reserved<>(handle));
        }
    }

    /** The next step of joining several chains or none. */
    void step(JointStep<T> step, Consumer<JointStep.Answer<T>> replyTo) {
        reservations.step(step, replyTo);
    }

    void register(Subscriber<T> subscriber, Consumer<ChainProtocol.RegisterReply> replyTo) {
        SubscriberHandle<T> handle = subscribers.handle(subscriber);
        Candidate<SubscriberHandle<T>> candidate = candidate(handle);
        Admission<SubscriberHandle<T>> admission = subscriber.replay()
                ? dispatcher.join(candidate, reply -> joined(handle, reply, replyTo))
                : dispatcher.membership().admit(candidate);
        if (admission instanceof Admission.Refused<SubscriberHandle<T>> refused) {
            refuse(subscriber.id(), refused.refusal(), replyTo);
        } else if (admission instanceof Admission.Admitted<SubscriberHandle<T>> admitted) {
            start(handle);
            if (subscriber.replay()) {
                joining.put(handle, admitted.member());
            } else {
                replyTo.accept(enter(handle, admitted));
            }
        }
    }

    private Candidate<SubscriberHandle<T>> candidate(SubscriberHandle<T> handle) {
        Subscriber<T> subscriber = handle.subscriber();
        return new Candidate<>(subscriber.id(), subscriber.position(), subscriber.observer(), handle);
    }

    private void start(SubscriberHandle<T> handle) {
        context.watchWith(subscribers.start(context, handle), new ChainProtocol.ShellStopped<>(handle));
    }

    private void joined(
            SubscriberHandle<T> handle,
            JoinReply<SubscriberHandle<T>> reply,
            Consumer<ChainProtocol.RegisterReply> replyTo) {
        joining.remove(handle);
        if (reply instanceof JoinReply.Joined<SubscriberHandle<T>> joined) {
            replyTo.accept(enter(handle, joined.admitted()));
        } else if (reply instanceof JoinReply.NotJoined<SubscriberHandle<T>> not) {
            subscribers.leave(handle);
            refuse(handle.id(), not.refusal(), replyTo);
        }
    }

    /** It is on the chain now. */
    ChainProtocol.Registered enter(SubscriberHandle<T> handle, Admission.Admitted<SubscriberHandle<T>> admitted) {
        members.put(handle, admitted.member());
        handle.enters();
        tally.joined();
        recorder.registered(
                admitted.member(), admitted.version(), handle.subscriber().replay());
        return new ChainProtocol.Registered(handle.id(), admitted.version());
    }

    private void refuse(String id, RegistrationRefusal refusal, Consumer<ChainProtocol.RegisterReply> replyTo) {
        recordRefusal(id, refusal);
        replyTo.accept(new ChainProtocol.RegistrationRefused(refusal));
    }

    /** Somebody who had a place does not take it. */
    void turnedAway(SubscriberHandle<T> handle, RegistrationRefusal refusal) {
        subscribers.leave(handle);
        recordRefusal(handle.id(), refusal);
    }

    private void recordRefusal(String id, RegistrationRefusal refusal) {
        // While somebody of that id is being told what is up, such a line would read as if that one were refused.
        if (joining.keySet().stream().noneMatch(other -> other.id().equals(id)) && !reservations.anyOf(id)) {
            recorder.registrationRefused(id, refusal.message());
        }
    }

    /**
     * Takes somebody off the chain.
     *
     * @param caller itself, where one of its own handlers asks and nothing else of it is at work: nobody is waited for
     */
    void unregister(
            String id,
            LeaveMode mode,
            @Nullable SubscriberHandle<?> caller,
            Consumer<ChainProtocol.UnregisterReply> replyTo) {
        Member<SubscriberHandle<T>> member = dispatcher.membership().find(id).orElse(null);
        if (member == null) {
            replyTo.accept(new ChainProtocol.UnknownId(id));
            return;
        }
        unregister(member, mode, replyTo);
        if (member.subscriber() == caller) {
            remove(member.subscriber(), Skip.LEFT, false);
        }
    }

    /** Takes that very one off the chain, if it is still there, and is told to let go of what it was told of. */
    void expel(SubscriberHandle<T> handle, Runnable done) {
        Member<SubscriberHandle<T>> member = members.get(handle);
        if (member == null) {
            done.run();
        } else {
            unregister(
                    member, handle.subscriber().replay() ? LeaveMode.TEARDOWN : LeaveMode.AT_ONCE, reply -> done.run());
        }
    }

    private void unregister(
            Member<SubscriberHandle<T>> member, LeaveMode mode, Consumer<ChainProtocol.UnregisterReply> replyTo) {
        SubscriberHandle<T> handle = member.subscriber();
        boolean asked = leaving.containsKey(handle);
        leaving.computeIfAbsent(handle, unused -> new ArrayList<>(1)).add(replyTo);
        if (mode == LeaveMode.AT_ONCE) {
            dispatcher.abandonLeave(member);
            leave(handle);
        } else if (!asked) {
            dispatcher.leave(member, leaver(handle));
            stuck(handle);
        }
    }

    /** Whether anybody waits for a leave, or has a place and has not taken it yet. */
    boolean unsettled() {
        return !leaving.isEmpty() || !reservations.isEmpty();
    }

    private Leaver leaver(SubscriberHandle<T> handle) {
        return new Leaver() {
            @Override
            public void silent() {
                subscribers.part(handle);
                overseer.relieve(handle);
            }

            @Override
            public void through() {
                leave(handle);
            }
        };
    }

    private void leave(SubscriberHandle<T> handle) {
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
            abandon(died.handle());
            remove(died.handle(), Skip.DIED, false);
        }
    }

    /** A subscriber's actor is gone; nothing is to be done if that was expected. */
    void stopped(SubscriberHandle<T> handle) {
        reservations.gone(handle);
        if (members.containsKey(handle) || joining.containsKey(handle)) {
            overseer.bury(handle);
            abandon(handle);
            remove(handle, Skip.DIED, false);
        }
    }

    /** Whoever waits for a stuck subscriber's leave is not kept waiting: it is past its deadline. */
    void stuck(SubscriberHandle<T> handle) {
        if (handle.stuck() && leaving.containsKey(handle)) {
            subscribers.leave(handle);
            remove(handle, Skip.LEFT, true);
        }
    }

    /** Whoever dies while it is told what is up does not join. */
    private void abandon(SubscriberHandle<T> handle) {
        reservations.gone(handle);
        Member<SubscriberHandle<T>> reservation = joining.get(handle);
        if (reservation != null) {
            dispatcher.abandon(reservation);
        }
    }

    private void remove(SubscriberHandle<T> handle, Skip cause, boolean stillRunning) {
        @Nullable Member<SubscriberHandle<T>> member = members.remove(handle);
        if (member == null) {
            return;
        }
        dispatcher.abandonLeave(member);
        tally.gone(cause);
        recorder.unregistered(handle.id(), dispatcher.membership().remove(member), cause);
        ChainProtocol.Unregistered reply = new ChainProtocol.Unregistered(handle.id(), stillRunning);
        List<Consumer<ChainProtocol.UnregisterReply>> waiting = leaving.remove(handle);
        if (waiting != null) {
            waiting.forEach(replyTo -> replyTo.accept(reply));
        }
    }
}
