package io.chainbus.cluster.home;

import akka.actor.typed.ActorRef;
import io.chainbus.chain.Member;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.Leaver;
import io.chainbus.recording.Recorder;
import io.chainbus.walk.Skip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Those who leave the chain, die, or go away. Between the acceptance of a leave and its acknowledgement the subscriber is
 * still in new routes, and its agent passes it by there (promise P7). Single-threaded.
 */
final class Leaves {

    /** Somebody who asked for a leave. */
    private record Asker(ActorRef<ToAgent> ref, long ask) {}

    /** What came of a leave. */
    private record Answer(ToAgent.Left how, boolean stillRunning) {}

    /** A leave that has been accepted. */
    private static final class Leave {
        final List<Asker> waiting = new ArrayList<>(1);
        /** What the agent was told last; it is told again until it answers. */
        ToAgent.@Nullable Kind order;

        boolean forGood;
    }

    private final long epoch;
    private final Dispatcher<HomeSeat, Payload> dispatcher;
    private final Recorder recorder;
    private final Scribe scribe;
    private final Agents agents;
    private final Sittings sittings;
    private final Registrations registrations;
    private final Comebacks comebacks;
    private final Traffic traffic;
    private final Tally tally;
    private final Duration window;
    private final Map<HomeSeat, Leave> leaving = new LinkedHashMap<>();
    /** What those were told who have an answer. */
    private final Map<Asker, Answer> answered = new Recent<>();

    Leaves(
            long epoch,
            Dispatcher<HomeSeat, Payload> dispatcher,
            Recorder recorder,
            Scribe scribe,
            Agents agents,
            Sittings sittings,
            Registrations registrations,
            Comebacks comebacks,
            Traffic traffic,
            Tally tally,
            Duration window) {
        this.epoch = epoch;
        this.dispatcher = dispatcher;
        this.recorder = recorder;
        this.scribe = scribe;
        this.agents = agents;
        this.sittings = sittings;
        this.registrations = registrations;
        this.comebacks = comebacks;
        this.traffic = traffic;
        this.tally = tally;
        this.window = window;
    }

    void unregister(ToHome.Unregister message) {
        Asker asker = new Asker(message.from().ref(), message.ask());
        Answer before = answered.get(asker);
        Member<HomeSeat> member = dispatcher.membership().find(message.id()).orElse(null);
        if (before != null) {
            // It was lost, or has crossed with the question: whoever is there by that id now is not meant.
            reply(asker, before.how(), before.stillRunning());
        } else if (member == null) {
            replyBehind(asker, ToAgent.Left.UNKNOWN);
        } else if (message.mode() == LeaveMode.FOR_A_WHILE) {
            goAway(member, asker);
        } else {
            unregister(member, message.mode(), asker);
            HomeSeat seat = member.subscriber();
            if (message.resigned() != 0
                    && seat.agent().equals(message.from().agent())
                    && seat.registration().number() == message.resigned()
                    && sittings.member(seat) != null) {
                remove(seat, member, Skip.LEFT, false);
            }
        }
    }

    private void unregister(Member<HomeSeat> member, LeaveMode mode, Asker asker) {
        HomeSeat seat = member.subscriber();
        Leave leave = leave(seat, asker);
        boolean asked = leave.forGood;
        leave.forGood = true;
        if (dispatcher.membership().isAway(member)) {
            remove(seat, member, Skip.LEFT, false);
        } else if (mode == LeaveMode.AT_ONCE || leave.order == ToAgent.Kind.GO_AWAY) {
            // Who is going away is told nothing any more.
            dispatcher.abandonLeave(member);
            order(seat, leave, ToAgent.Kind.LEAVE);
        } else if (!asked) {
            dispatcher.leave(member, leaver(seat, leave));
        }
    }

    private Leave leave(HomeSeat seat, Asker asker) {
        Leave leave = leaving.computeIfAbsent(seat, unused -> new Leave());
        if (!leave.waiting.contains(asker)) {
            leave.waiting.add(asker);
        }
        return leave;
    }

    private void goAway(Member<HomeSeat> member, Asker asker) {
        HomeSeat seat = member.subscriber();
        if (!member.durable()) {
            reply(asker, ToAgent.Left.NOT_DURABLE, false);
        } else if (dispatcher.membership().isAway(member)) {
            replyBehind(asker, ToAgent.Left.WENT_AWAY);
        } else {
            Leave leave = leave(seat, asker);
            if (!leave.forGood) {
                order(seat, leave, ToAgent.Kind.GO_AWAY);
            }
        }
    }

    private Leaver leaver(HomeSeat seat, Leave leave) {
        return new Leaver() {
            @Override
            public void silent() {
                order(seat, leave, ToAgent.Kind.PART);
            }

            @Override
            public void through() {
                order(seat, leave, ToAgent.Kind.LEAVE);
            }
        };
    }

    private void order(HomeSeat seat, Leave leave, ToAgent.Kind kind) {
        leave.order = kind;
        if (kind == ToAgent.Kind.LEAVE) {
            seat.become(HomeSeat.Standing.LEAVING);
        }
        tell(seat, kind);
    }

    private void tell(HomeSeat seat, ToAgent.Kind kind) {
        recorder.flush();
        agents.tell(seat.agent(), new ToAgent.Order(epoch, seat.registration().number(), kind, recorder.clock()));
    }

    /** Tells those again who have been told to go and have not answered. */
    void askAgain() {
        leaving.forEach((seat, leave) -> {
            ToAgent.Kind order = leave.order;
            if (order != null) {
                tell(seat, order);
            }
        });
    }

    /** A subscriber does nothing any more. */
    void quiet(AgentId agent, long number, ToHome.Farewell farewell) {
        HomeSeat seat = sittings.find(new Sittings.Key(agent, number));
        if (seat == null) {
            agents.tell(agent, new ToAgent.Order(epoch, number, ToAgent.Kind.FORGET, recorder.clock()));
            return;
        }
        Skip cause = farewell == ToHome.Farewell.DIED ? Skip.DIED : Skip.LEFT;
        over(seat, cause, farewell == ToHome.Farewell.STILL_RUNNING);
    }

    /** That agent's node leaves: its subscribers leave, and those that are durable go away. */
    void part(AgentId agent) {
        for (HomeSeat seat : sittings.of(agent)) {
            Member<HomeSeat> member = sittings.member(seat);
            if (member == null) {
                registrations.turnBack(seat);
            } else if (!dispatcher.membership().isAway(member)) {
                part(seat, member);
            }
        }
    }

    private void part(HomeSeat seat, Member<HomeSeat> member) {
        Leave leave = leaving.computeIfAbsent(seat, unused -> new Leave());
        if (leave.forGood) {
            return;
        }
        if (!member.durable()) {
            leave.forGood = true;
            order(seat, leave, ToAgent.Kind.LEAVE);
        } else if (leave.order == null) {
            order(seat, leave, ToAgent.Kind.GO_AWAY);
        }
    }

    /** Whether nobody is with that agent any more; whoever is away is not. */
    boolean parted(AgentId agent) {
        return sittings.of(agent).stream()
                .map(sittings::member)
                .allMatch(member -> member != null && dispatcher.membership().isAway(member));
    }

    /** That agent is gone, and all its subscribers with it. */
    void lost(AgentId agent) {
        for (HomeSeat seat : sittings.of(agent)) {
            over(seat, Skip.DIED, false);
        }
    }

    private void over(HomeSeat seat, Skip cause, boolean stillRunning) {
        registrations.abandon(seat);
        Member<HomeSeat> member = sittings.member(seat);
        if (member == null) {
            seat.become(HomeSeat.Standing.DIED);
            return;
        }
        if (dispatcher.membership().isAway(member)) {
            tell(seat, ToAgent.Kind.NOTED);
            return;
        }
        Leave leave = leaving.get(seat);
        if (member.durable() && (leave == null || !leave.forGood)) {
            wentAway(seat, member, cause, stillRunning);
        } else {
            remove(seat, member, cause, stillRunning);
        }
    }

    private void wentAway(HomeSeat seat, Member<HomeSeat> member, Skip cause, boolean stillRunning) {
        seat.become(HomeSeat.Standing.AWAY);
        traffic.changed();
        dispatcher.absences().begin(member);
        tally.away();
        long until = System.currentTimeMillis() + window.toMillis();
        Optional<Leave> leave = Optional.ofNullable(leaving.remove(seat));
        scribe.write(new ChainEvent.WentAway(seat.registration().seat(), cause == Skip.DIED, until), () -> {
            recorder.away(seat.id(), cause);
            tell(seat, ToAgent.Kind.NOTED);
            leave.ifPresent(answered -> reply(answered, ToAgent.Left.WENT_AWAY, stillRunning));
        });
        comebacks.wentAway(member, seat, cause, window);
        comebacks.changed(seat.id());
    }

    /** The window of somebody who is away has passed. */
    void windowPassed(HomeSeat seat) {
        Member<HomeSeat> member = sittings.member(seat);
        if (member != null && dispatcher.absences().windowPassed(member)) {
            remove(seat, member, comebacks.cause(member), false);
        }
    }

    /** Somebody of that id does not come back after all; its predecessor's window may have passed meanwhile. */
    void stayedAway(String id) {
        dispatcher
                .membership()
                .find(id)
                .filter(dispatcher.absences()::overdue)
                .ifPresent(member -> windowPassed(member.subscriber()));
    }

    private void remove(HomeSeat seat, Member<HomeSeat> member, Skip cause, boolean stillRunning) {
        seat.become(cause == Skip.DIED ? HomeSeat.Standing.DIED : HomeSeat.Standing.LEFT);
        traffic.changed();
        sittings.leave(seat);
        dispatcher.abandonLeave(member);
        Optional<Member<HomeSeat>> returning = dispatcher.membership().returning(member);
        dispatcher.absences().left(member);
        comebacks.left(member);
        tally.gone(cause);
        long version = dispatcher.membership().remove(member);
        Optional<Leave> leave = Optional.ofNullable(leaving.remove(seat));
        scribe.write(new ChainEvent.Left(seat.registration().seat(), version), () -> {
            recorder.unregistered(seat.id(), version, cause);
            leave.ifPresent(answered -> reply(answered, ToAgent.Left.LEFT, stillRunning));
            tell(seat, ToAgent.Kind.FORGET);
        });
        returning.ifPresent(registrations::turnBack);
        comebacks.changed(seat.id());
    }

    private void reply(Leave leave, ToAgent.Left how, boolean stillRunning) {
        leave.waiting.forEach(asker -> reply(asker, how, stillRunning));
    }

    /** Behind what is being written: the leave that makes it so may be, and whoever asked for that has its answer then. */
    private void replyBehind(Asker asker, ToAgent.Left how) {
        scribe.then(() -> {
            Answer known = answered.get(asker);
            reply(asker, known == null ? how : known.how(), known != null && known.stillRunning());
        });
    }

    private void reply(Asker asker, ToAgent.Left how, boolean stillRunning) {
        answered.put(asker, new Answer(how, stillRunning));
        recorder.flush();
        asker.ref().tell(new ToAgent.Unregistered(asker.ask(), how, stillRunning, recorder.clock()));
    }

    /** Whether anybody waits for a leave. */
    boolean unsettled() {
        return !leaving.isEmpty();
    }
}
