package io.chainbus.coordinator;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.chain.Admission;
import io.chainbus.chain.Member;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.JoinReply;
import io.chainbus.ledger.Acquisition;
import io.chainbus.recording.Recorder;
import io.chainbus.transit.Overseer;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import io.chainbus.walk.Skip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is on a chain, and who stands behind each member. The membership changes at the moment of the acknowledgement, and
 * that is here: how somebody comes to join is {@link Registrations}' business, and how somebody comes to leave {@link
 * Leaves}'. The coordinator's, and single-threaded.
 */
final class Roster<T> {

    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Recorder recorder;
    private final Tally tally;
    private final Comebacks<T> comebacks;
    private final Registrations<T> registrations;
    private final Leaves<T> leaves;

    /** Also while they are away. */
    private final Map<SubscriberHandle<T>, Member<SubscriberHandle<T>>> members = new HashMap<>();

    Roster(
            ActorContext<ChainProtocol.Command<T>> context,
            TimerScheduler<ChainProtocol.Command<T>> timers,
            ChainSettings<T> settings,
            Dispatcher<SubscriberHandle<T>, T> dispatcher,
            Subscribers<T> subscribers,
            Overseer<T> overseer,
            Tally tally) {
        this.dispatcher = dispatcher;
        this.recorder = settings.recorder();
        this.tally = tally;
        this.comebacks = new Comebacks<>(timers, settings.limits(), dispatcher.membership());
        this.registrations = new Registrations<>(context, settings, dispatcher, subscribers, this);
        this.leaves = new Leaves<>(settings, dispatcher, subscribers, overseer, this);
    }

    Registrations<T> registrations() {
        return registrations;
    }

    Leaves<T> leaves() {
        return leaves;
    }

    Comebacks<T> comebacks() {
        return comebacks;
    }

    /** A timer says that something has lasted long enough. */
    void timeUp(ChainProtocol.TimeUp<T> message) {
        if (message instanceof ChainProtocol.WindowPassed<T> window) {
            leaves.windowPassed(window.handle());
        } else if (message instanceof ChainProtocol.PatienceOver<T> patience) {
            comebacks.patienceOver(patience.waiting());
        }
    }

    /** The member that it stands behind; null when it is not on the chain. */
    @Nullable
    Member<SubscriberHandle<T>> member(SubscriberHandle<T> handle) {
        return members.get(handle);
    }

    /** Everybody's who is on the chain, as it is now. */
    List<SubscriberHandle<T>> handles() {
        return List.copyOf(members.keySet());
    }

    /** Whether anybody waits for a leave, or has a place and has not taken it yet. */
    boolean unsettled() {
        return leaves.unsettled() || registrations.unsettled();
    }

    /** It is new on the chain, and has been told nothing. */
    ChainProtocol.Registered enter(SubscriberHandle<T> handle, Admission.Admitted<SubscriberHandle<T>> admitted) {
        members.put(handle, admitted.member());
        handle.enters();
        tally.joined();
        recorder.registered(
                admitted.member(), admitted.version(), handle.subscriber().replay());
        return new ChainProtocol.Registered(handle.id(), admitted.version());
    }

    /** It is on the chain: it has been told what is up, or has come back. */
    ChainProtocol.Registered enter(SubscriberHandle<T> handle, JoinReply.Joined<SubscriberHandle<T>> joined) {
        Admission.Admitted<SubscriberHandle<T>> admitted = joined.admitted();
        if (!joined.resumed()) {
            enter(handle, admitted);
            return acknowledged(handle, admitted, false, dispatcher.ledger().allHeldBy(admitted.member()));
        }
        members.keySet().removeIf(before -> {
            boolean same = members.get(before) == admitted.member();
            if (same) {
                comebacks.cameBack(before, handle);
            }
            return same;
        });
        members.put(handle, admitted.member());
        handle.enters();
        tally.back();
        recorder.resumed(handle.id(), admitted.version(), handle.subscriber().replay());
        return acknowledged(handle, admitted, true, joined.holds());
    }

    private ChainProtocol.Registered acknowledged(
            SubscriberHandle<T> handle,
            Admission.Admitted<SubscriberHandle<T>> admitted,
            boolean resumed,
            List<? extends Acquisition<?>> held) {
        List<ChainProtocol.Hold> holds = held.stream()
                .map(acquisition -> new ChainProtocol.Hold(acquisition.key(), acquisition.phase()))
                .toList();
        return new ChainProtocol.Registered(handle.id(), admitted.version(), resumed, holds);
    }

    /** It is away, and its place is kept. */
    void wentAway(SubscriberHandle<T> handle, Member<SubscriberHandle<T>> member, Skip cause) {
        dispatcher.absences().begin(member);
        tally.away();
        recorder.away(handle.id(), cause);
        comebacks.wentAway(handle, cause);
    }

    /** It is on the chain no more. */
    void left(SubscriberHandle<T> handle, Member<SubscriberHandle<T>> member, Skip cause) {
        members.remove(handle);
        dispatcher.abandonLeave(member);
        handle.forfeits(cause);
        Optional<Member<SubscriberHandle<T>>> returning =
                dispatcher.membership().returning(member);
        dispatcher.absences().left(member);
        comebacks.left(handle);
        tally.gone(cause);
        recorder.unregistered(handle.id(), dispatcher.membership().remove(member), cause);
        returning.ifPresent(registrations::turnBack);
    }

    /**
     * The chain stops, and somebody was gone by then: all that is left to do about that is to write it down.
     *
     * @param away whether its place would have been kept
     */
    void lastWord(SubscriberHandle<T> handle, Skip cause, boolean away) {
        Member<SubscriberHandle<T>> member = members.remove(handle);
        if (member == null || dispatcher.membership().isAway(member)) {
            return;
        }
        if (away) {
            recorder.away(handle.id(), cause);
        } else {
            recorder.unregistered(handle.id(), dispatcher.membership().remove(member), cause);
        }
    }
}
