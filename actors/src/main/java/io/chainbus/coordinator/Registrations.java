package io.chainbus.coordinator;

import akka.actor.typed.javadsl.ActorContext;
import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.JoinReply;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Those who want onto a chain (promise P6), or back onto it (P3c): at once, or when they have been told first what is up,
 * or when what they had done before they went has come to something. The coordinator's, and single-threaded.
 */
final class Registrations<T> {

    private final ActorContext<ChainProtocol.Command<T>> context;
    private final String chain;
    private final Recorder recorder;
    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Subscribers<T> subscribers;
    private final Roster<T> roster;
    private final Reservations<T> reservations;

    /** For each subscriber that is not let in at once: its reservation. */
    private final Map<SubscriberHandle<T>, Member<SubscriberHandle<T>>> joining = new HashMap<>();

    Registrations(
            ActorContext<ChainProtocol.Command<T>> context,
            ChainSettings<T> settings,
            Dispatcher<SubscriberHandle<T>, T> dispatcher,
            Subscribers<T> subscribers,
            Roster<T> roster) {
        this.context = context;
        this.chain = settings.name();
        this.recorder = settings.recorder();
        this.dispatcher = dispatcher;
        this.subscribers = subscribers;
        this.roster = roster;
        this.reservations = new Reservations<>(dispatcher, roster);
    }

    /** Gives it a place that it may take later, together with places on other chains. */
    void reserve(Subscriber<T> subscriber, Consumer<JointStep.Answer<T>> replyTo) {
        SubscriberHandle<T> handle = subscribers.handle(subscriber);
        Candidate<SubscriberHandle<T>> candidate = candidate(handle);
        roster.comebacks()
                .register(
                        candidate,
                        () -> reserve(handle, candidate, replyTo),
                        refusal -> refuseSeat(handle, refusal, replyTo));
    }

    private void reserve(
            SubscriberHandle<T> handle,
            Candidate<SubscriberHandle<T>> candidate,
            Consumer<JointStep.Answer<T>> replyTo) {
        Admission<SubscriberHandle<T>> admission = dispatcher.membership().reserve(candidate);
        if (admission instanceof Admission.Refused<SubscriberHandle<T>> refused) {
            refuseSeat(handle, refused.refusal(), replyTo);
        } else if (admission instanceof Admission.Admitted<SubscriberHandle<T>> admitted) {
            start(handle, admitted.member());
            reservations.add(handle, admitted.member());
            replyTo.accept(new JointStep.Reserved<>(handle));
        }
    }

    private void refuseSeat(
            SubscriberHandle<T> handle, RegistrationRefusal refusal, Consumer<JointStep.Answer<T>> replyTo) {
        recordRefusal(handle.id(), refusal);
        replyTo.accept(new JointStep.Refused<>(refusal));
    }

    /** The next step of joining several chains or none. */
    void step(JointStep<T> step, Consumer<JointStep.Answer<T>> replyTo) {
        reservations.step(step, replyTo);
    }

    void register(Subscriber<T> subscriber, Consumer<ChainProtocol.RegisterReply> replyTo) {
        SubscriberHandle<T> handle = subscribers.handle(subscriber);
        Candidate<SubscriberHandle<T>> candidate = candidate(handle);
        roster.comebacks()
                .register(
                        candidate,
                        () -> register(handle, candidate, replyTo),
                        refusal -> refuse(handle.id(), refusal, replyTo));
    }

    private void register(
            SubscriberHandle<T> handle,
            Candidate<SubscriberHandle<T>> candidate,
            Consumer<ChainProtocol.RegisterReply> replyTo) {
        boolean replay = handle.subscriber().replay();
        boolean later = replay || dispatcher.membership().resumes(candidate);
        Admission<SubscriberHandle<T>> admission = later
                ? dispatcher.comeBack(candidate, replay, reply -> joined(handle, reply, replyTo))
                : dispatcher.membership().admit(candidate);
        if (admission instanceof Admission.Refused<SubscriberHandle<T>> refused) {
            refuse(handle.id(), refused.refusal(), replyTo);
        } else if (admission instanceof Admission.Admitted<SubscriberHandle<T>> admitted) {
            if (later) {
                start(handle, admitted.member());
                joining.put(handle, admitted.member());
            } else {
                // Before its actor could find that the user's has stopped already.
                handle.enters();
                start(handle, admitted.member());
                replyTo.accept(roster.enter(handle, admitted));
            }
        }
    }

    private Candidate<SubscriberHandle<T>> candidate(SubscriberHandle<T> handle) {
        Subscriber<T> subscriber = handle.subscriber();
        return new Candidate<>(
                subscriber.id(), subscriber.position(), subscriber.observer(), subscriber.durable(), handle);
    }

    private void start(SubscriberHandle<T> handle, Member<SubscriberHandle<T>> member) {
        if (dispatcher.membership().resumedBy(member).isPresent()) {
            handle.returns();
        }
        context.watchWith(subscribers.start(context, handle), new ChainProtocol.ShellStopped<>(handle));
    }

    private void joined(
            SubscriberHandle<T> handle,
            JoinReply<SubscriberHandle<T>> reply,
            Consumer<ChainProtocol.RegisterReply> replyTo) {
        joining.remove(handle);
        if (reply instanceof JoinReply.Joined<SubscriberHandle<T>> joined) {
            replyTo.accept(roster.enter(handle, joined));
        } else if (reply instanceof JoinReply.NotJoined<SubscriberHandle<T>> not) {
            subscribers.leave(handle);
            refuse(handle.id(), not.refusal(), replyTo);
            roster.leaves().stayedAway(handle.id());
        }
    }

    private void refuse(String id, RegistrationRefusal refusal, Consumer<ChainProtocol.RegisterReply> replyTo) {
        recordRefusal(id, refusal);
        replyTo.accept(new ChainProtocol.RegistrationRefused(refusal));
    }

    /** Somebody who had a place does not take it. */
    void turnedAway(SubscriberHandle<T> handle, RegistrationRefusal refusal) {
        subscribers.leave(handle);
        recordRefusal(handle.id(), refusal);
        roster.leaves().stayedAway(handle.id());
    }

    private void recordRefusal(String id, RegistrationRefusal refusal) {
        // While somebody of that id is being told what is up, such a line would read as if that one were refused.
        if (joining.keySet().stream().noneMatch(other -> other.id().equals(id)) && !reservations.anyOf(id)) {
            recorder.registrationRefused(id, refusal.message());
        }
    }

    /** The place that somebody is about to take up is kept no more. */
    void turnBack(Member<SubscriberHandle<T>> reservation) {
        RegistrationRefusal gone = new RegistrationRefusal.GoneMeanwhile(reservation.id());
        if (joining.containsKey(reservation.subscriber())) {
            dispatcher.withdraw(reservation, gone);
        } else {
            reservations.turnBack(reservation.subscriber(), gone);
        }
    }

    /** Whoever dies while it is told what is up does not join. */
    void abandon(SubscriberHandle<T> handle) {
        reservations.gone(handle);
        Member<SubscriberHandle<T>> reservation = joining.get(handle);
        if (reservation != null) {
            dispatcher.abandon(reservation);
        }
    }

    /** Whether it is not on the chain yet, nor refused. */
    boolean joining(SubscriberHandle<T> handle) {
        return joining.containsKey(handle);
    }

    /** The chain is closing: those who wait for somebody to be gone wait no longer. */
    void closing() {
        roster.comebacks().close(chain);
    }

    /** Whether anybody has a place and has not taken it yet. */
    boolean unsettled() {
        return !reservations.isEmpty();
    }
}
