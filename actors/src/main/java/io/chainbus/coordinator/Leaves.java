package io.chainbus.coordinator;

import io.chainbus.chain.Member;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.Leaver;
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
 * Those who leave a chain, die, or go away. Between the acceptance of a leave and its acknowledgement the subscriber is
 * still in new routes, and is skipped there (promise P7). Who leaves with a teardown is told first to let go of what it
 * holds. Who is durable stays on the chain while it is away, and its policy answers for it (P3c). The coordinator's, and
 * single-threaded.
 */
final class Leaves<T> {

    /** A leave that has been accepted: who waits for it, and whether it is for good. */
    private static final class Leave {
        final List<Consumer<ChainProtocol.UnregisterReply>> waiting = new ArrayList<>(1);
        boolean forGood;
    }

    private final ChainSettings<T> settings;
    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Subscribers<T> subscribers;
    private final Overseer<T> overseer;
    private final Roster<T> roster;
    private final Map<SubscriberHandle<T>, Leave> leaving = new HashMap<>();

    Leaves(
            ChainSettings<T> settings,
            Dispatcher<SubscriberHandle<T>, T> dispatcher,
            Subscribers<T> subscribers,
            Overseer<T> overseer,
            Roster<T> roster) {
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.subscribers = subscribers;
        this.overseer = overseer;
        this.roster = roster;
    }

    /**
     * Takes somebody off the chain, or lets it go away.
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
        } else if (mode == LeaveMode.FOR_A_WHILE) {
            goAway(member, replyTo);
        } else {
            unregister(member, mode, replyTo);
            if (member.subscriber() == caller) {
                remove(member.subscriber(), Skip.LEFT, false);
            }
        }
    }

    /**
     * Takes that very one off the chain, if it is still there, and is told to let go of what it was told of. One that had
     * come back goes away again.
     */
    void expel(SubscriberHandle<T> handle, Runnable done) {
        Member<SubscriberHandle<T>> member = roster.member(handle);
        if (member == null) {
            done.run();
        } else if (roster.comebacks().hasReturned(handle)) {
            goAway(member, reply -> done.run());
        } else {
            unregister(
                    member, handle.subscriber().replay() ? LeaveMode.TEARDOWN : LeaveMode.AT_ONCE, reply -> done.run());
        }
    }

    private void unregister(
            Member<SubscriberHandle<T>> member, LeaveMode mode, Consumer<ChainProtocol.UnregisterReply> replyTo) {
        SubscriberHandle<T> handle = member.subscriber();
        Leave leave = leave(handle, replyTo);
        boolean asked = leave.forGood;
        boolean away = handle.away();
        leave.forGood = true;
        handle.forfeits(Skip.LEFT);
        if (dispatcher.membership().isAway(member)) {
            remove(handle, Skip.LEFT, false);
        } else if (mode == LeaveMode.AT_ONCE || away) {
            // Who is going away is told nothing any more.
            dispatcher.abandonLeave(member);
            leave(handle);
        } else if (!asked) {
            dispatcher.leave(member, leaver(handle));
        }
    }

    private Leave leave(SubscriberHandle<T> handle, Consumer<ChainProtocol.UnregisterReply> replyTo) {
        Leave leave = leaving.computeIfAbsent(handle, unused -> new Leave());
        leave.waiting.add(replyTo);
        return leave;
    }

    private void goAway(Member<SubscriberHandle<T>> member, Consumer<ChainProtocol.UnregisterReply> replyTo) {
        SubscriberHandle<T> handle = member.subscriber();
        if (!member.durable()) {
            replyTo.accept(new ChainProtocol.NotDurable(member.id()));
        } else if (dispatcher.membership().isAway(member)) {
            replyTo.accept(new ChainProtocol.WentAway(member.id(), false));
        } else if (!leave(handle, replyTo).forGood) {
            subscribers.goAway(handle);
            overseer.relieve(handle);
        }
    }

    /** Whether anybody waits for a leave. */
    boolean unsettled() {
        return !leaving.isEmpty();
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
    }

    /** A subscriber's actor is gone, and said so. */
    void gone(Farewell<T> farewell) {
        if (farewell instanceof Farewell.Quiet<T> quiet) {
            overseer.relieve(quiet.handle());
            if (leaving.containsKey(quiet.handle())) {
                over(quiet.handle(), Skip.LEFT, false);
            }
        } else if (farewell instanceof Farewell.Died<T> died) {
            overseer.relieve(died.handle());
            dead(died.handle());
        }
    }

    /** A subscriber's actor is gone; nothing is to be done if that was expected. */
    void stopped(SubscriberHandle<T> handle) {
        if (roster.member(handle) != null || roster.registrations().joining(handle)) {
            overseer.bury(handle);
            dead(handle);
        } else {
            roster.registrations().abandon(handle);
        }
    }

    /**
     * The coordinator stops: whoever is gone by now, and whose farewell it does not get round to, has left. Else its walks
     * would have passed by somebody who never leaves. Nothing else comes of it, since nothing can begin any more.
     */
    void stopping() {
        for (SubscriberHandle<T> handle : roster.handles()) {
            if (handle.gone() && !overseer.atWork(handle)) {
                boolean asked = leaving.containsKey(handle);
                roster.lastWord(
                        handle, keepsPlace(handle) && !asked ? Skip.DIED : handle.absence(), keepsPlace(handle));
            }
        }
    }

    /** Whether it is away by that, and not off the chain: its place is kept, and nobody wants it off for good. */
    private boolean keepsPlace(SubscriberHandle<T> handle) {
        Leave leave = leaving.get(handle);
        return handle.away() && (leave == null || !leave.forGood);
    }

    private void dead(SubscriberHandle<T> handle) {
        roster.registrations().abandon(handle);
        over(handle, Skip.DIED, false);
    }

    /**
     * Whoever waits for the leave of a stuck subscriber is not kept waiting for what is past its deadline, only for what
     * else of it has begun (promises P7 and P9).
     *
     * @return whether anybody has left, or gone away
     */
    boolean dismissStuck() {
        int before = leaving.size();
        if (before == 0) {
            return false;
        }
        List<SubscriberHandle<T>> dismissed = leaving.keySet().stream()
                .filter(handle -> handle.stuck() && (handle.resigned() || !overseer.atWork(handle)))
                .toList();
        for (SubscriberHandle<T> handle : dismissed) {
            Leave leave = leaving.get(handle);
            if (leave != null && leave.forGood) {
                subscribers.leave(handle);
            }
            over(handle, Skip.LEFT, true);
        }
        return leaving.size() < before;
    }

    /** It is not waited for any more: it has left, or, if its place is kept, is away. */
    private void over(SubscriberHandle<T> handle, Skip cause, boolean stillRunning) {
        Member<SubscriberHandle<T>> member = roster.member(handle);
        if (member == null || dispatcher.membership().isAway(member)) {
            return;
        }
        if (cause == Skip.DIED) {
            settings.waits().gone(settings.name(), handle.id());
        }
        if (!keepsPlace(handle)) {
            Leave leave = leaving.get(handle);
            // Who was to go away and is not away was dead before it was on the chain, and its place was to be kept.
            remove(handle, leave != null && leave.forGood ? cause : Skip.DIED, stillRunning);
            return;
        }
        roster.wentAway(handle, member, cause);
        answer(handle, new ChainProtocol.WentAway(handle.id(), stillRunning));
        roster.comebacks().changed(handle.id());
    }

    /** The window of somebody who is away has passed. */
    void windowPassed(SubscriberHandle<T> handle) {
        Member<SubscriberHandle<T>> member = roster.member(handle);
        if (member != null && dispatcher.absences().windowPassed(member)) {
            remove(handle, roster.comebacks().cause(handle), false);
        }
    }

    /** Somebody of that id does not come back after all; its predecessor's window may have passed meanwhile. */
    void stayedAway(String id) {
        dispatcher
                .membership()
                .find(id)
                .filter(dispatcher.absences()::overdue)
                .ifPresent(member -> windowPassed(member.subscriber()));
        roster.comebacks().changed(id);
    }

    private void remove(SubscriberHandle<T> handle, Skip cause, boolean stillRunning) {
        Member<SubscriberHandle<T>> member = roster.member(handle);
        if (member == null) {
            return;
        }
        roster.left(handle, member, cause);
        answer(handle, new ChainProtocol.Unregistered(handle.id(), stillRunning));
        roster.comebacks().changed(handle.id());
    }

    private void answer(SubscriberHandle<T> handle, ChainProtocol.UnregisterReply reply) {
        Leave leave = leaving.remove(handle);
        if (leave != null) {
            leave.waiting.forEach(replyTo -> replyTo.accept(reply));
        }
    }
}
