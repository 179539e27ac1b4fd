package io.chainbus.coordinator;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.JoinReply;
import io.chainbus.transit.SubscriberHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who have a place on this chain and wait for one on others (several chains joined all-or-nothing): others are
 * refused who would be in their way, and nobody visits them until all chains have granted it. The coordinator's.
 */
final class Reservations<T> {

    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Roster<T> roster;
    private final Map<SubscriberHandle<T>, Seat<T>> seats = new HashMap<>();

    /** A place; who waits for the answer to the step under way, if there is one. */
    private static final class Seat<T> {
        final Member<SubscriberHandle<T>> reservation;
        boolean telling;

        @Nullable
        Consumer<JointStep.Answer<T>> waits;

        Seat(Member<SubscriberHandle<T>> reservation) {
            this.reservation = reservation;
        }

        void answer(JointStep.Answer<T> answer) {
            Consumer<JointStep.Answer<T>> waiting = waits;
            waits = null;
            if (waiting != null) {
                waiting.accept(answer);
            }
        }
    }

    Reservations(Dispatcher<SubscriberHandle<T>, T> dispatcher, Roster<T> roster) {
        this.dispatcher = dispatcher;
        this.roster = roster;
    }

    void add(SubscriberHandle<T> handle, Member<SubscriberHandle<T>> reservation) {
        seats.put(handle, new Seat<>(reservation));
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    /** Whether somebody of that id has a place. */
    boolean anyOf(String id) {
        return seats.keySet().stream().anyMatch(handle -> handle.id().equals(id));
    }

    /** Takes the next step with somebody; who is gone meanwhile is refused. */
    void step(JointStep<T> step, Consumer<JointStep.Answer<T>> replyTo) {
        SubscriberHandle<T> handle = step.handle();
        Seat<T> seat = seats.get(handle);
        if (step instanceof JointStep.Withdraw<T> withdraw) {
            withdraw(withdraw, seat, replyTo);
        } else if (seat == null) {
            replyTo.accept(new JointStep.Refused<>(new RegistrationRefusal.GoneMeanwhile(handle.id())));
        } else if (step instanceof JointStep.Tell<T>) {
            tell(handle, seat, replyTo);
        } else {
            enter(handle, seat, replyTo);
        }
    }

    private void tell(SubscriberHandle<T> handle, Seat<T> seat, Consumer<JointStep.Answer<T>> replyTo) {
        boolean replay = handle.subscriber().replay();
        if (!replay && dispatcher.membership().resumedBy(seat.reservation).isEmpty()) {
            replyTo.accept(new JointStep.Told<>());
            return;
        }
        seat.telling = true;
        seat.waits = replyTo;
        dispatcher.tell(seat.reservation, replay, reply -> told(handle, seat, reply));
    }

    private void told(SubscriberHandle<T> handle, Seat<T> seat, JoinReply<SubscriberHandle<T>> reply) {
        if (reply instanceof JoinReply.Ready<SubscriberHandle<T>>) {
            seat.answer(new JointStep.Told<>());
        } else if (reply instanceof JoinReply.Joined<SubscriberHandle<T>> joined) {
            seats.remove(handle);
            seat.answer(new JointStep.Entered<>(roster.enter(handle, joined)));
        } else if (reply instanceof JoinReply.NotJoined<SubscriberHandle<T>> not) {
            seats.remove(handle);
            refused(handle, not.refusal());
            seat.answer(new JointStep.Refused<>(not.refusal()));
        }
    }

    private void enter(SubscriberHandle<T> handle, Seat<T> seat, Consumer<JointStep.Answer<T>> replyTo) {
        if (seat.telling) {
            seat.waits = replyTo;
            dispatcher.grant(seat.reservation);
            return;
        }
        seats.remove(handle);
        Admission.Admitted<SubscriberHandle<T>> admitted =
                dispatcher.membership().confirm(seat.reservation);
        replyTo.accept(new JointStep.Entered<>(roster.enter(handle, admitted)));
    }

    private void withdraw(JointStep.Withdraw<T> step, @Nullable Seat<T> seat, Consumer<JointStep.Answer<T>> replyTo) {
        SubscriberHandle<T> handle = step.handle();
        RegistrationRefusal why = new RegistrationRefusal.RefusedElsewhere(handle.id(), step.refusedBy());
        if (seat == null) {
            roster.leaves().expel(handle, () -> replyTo.accept(new JointStep.Refused<>(why)));
        } else if (seat.telling) {
            seat.waits = replyTo;
            dispatcher.withdraw(seat.reservation, why);
        } else {
            giveUp(handle, seat, why);
            replyTo.accept(new JointStep.Refused<>(why));
        }
    }

    /** Somebody cannot have the place that it was about to take up. */
    void turnBack(SubscriberHandle<T> handle, RegistrationRefusal why) {
        Seat<T> seat = seats.get(handle);
        if (seat != null && seat.telling) {
            dispatcher.withdraw(seat.reservation, why);
        } else if (seat != null) {
            giveUp(handle, seat, why);
        }
    }

    /** The actor of somebody is gone: its place is free again. */
    void gone(SubscriberHandle<T> handle) {
        Seat<T> seat = seats.get(handle);
        if (seat == null) {
            return;
        }
        if (seat.telling) {
            dispatcher.abandon(seat.reservation);
        } else {
            giveUp(handle, seat, new RegistrationRefusal.GoneMeanwhile(handle.id()));
        }
    }

    private void giveUp(SubscriberHandle<T> handle, Seat<T> seat, RegistrationRefusal why) {
        dispatcher.membership().giveUp(seat.reservation);
        seats.remove(handle);
        refused(handle, why);
    }

    private void refused(SubscriberHandle<T> handle, RegistrationRefusal why) {
        roster.registrations().turnedAway(handle, why);
    }
}
