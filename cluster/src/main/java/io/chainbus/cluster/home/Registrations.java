package io.chainbus.cluster.home;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.dispatch.JoinReply;
import io.chainbus.ledger.Acquisition;
import io.chainbus.recording.Recorder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Those who want onto the chain (promise P6), or back onto it (P3c), from whatever node. Single-threaded.
 */
final class Registrations {

    private final Dispatcher<HomeSeat, Payload> dispatcher;
    private final Recorder recorder;
    private final Scribe scribe;
    private final Agents agents;
    private final Sittings sittings;
    private final Comebacks comebacks;
    private final Tally tally;
    /** For each that is being told what is up, or waits for what it had done to come to something: its reservation. */
    private final Map<HomeSeat, Member<HomeSeat>> joining = new HashMap<>();
    /** Why those who had been told what is up were refused, in case that is lost on the way; the latest of them. */
    private final Map<Sittings.Key, RegistrationRefusal> refusals = new Recent<>();

    private final Consumer<HomeSeat> settled;
    private long lastSeat;

    /** @param settled hears of whoever will be told no more of what is up, and asked to undo none of it */
    Registrations(
            Dispatcher<HomeSeat, Payload> dispatcher,
            Recorder recorder,
            Scribe scribe,
            Agents agents,
            Sittings sittings,
            Comebacks comebacks,
            Tally tally,
            Consumer<HomeSeat> settled,
            long lastSeat) {
        this.dispatcher = dispatcher;
        this.recorder = recorder;
        this.scribe = scribe;
        this.agents = agents;
        this.sittings = sittings;
        this.comebacks = comebacks;
        this.tally = tally;
        this.settled = settled;
        this.lastSeat = lastSeat;
    }

    /** An agent asks, perhaps again. */
    void register(AgentId agent, ToHome.Applicant applicant) {
        Sittings.Key key = new Sittings.Key(agent, applicant.number());
        HomeSeat known = sittings.find(key);
        if (known != null) {
            Member<HomeSeat> member = sittings.member(known);
            if (member != null) {
                scribe.then(
                        () -> acknowledge(known, member, dispatcher.membership().version()));
            }
            return;
        }
        if (sittings.isPast(key) || comebacks.waits(key)) {
            RegistrationRefusal refusal = refusals.get(key);
            if (refusal != null) {
                tell(agent, applicant.number(), refusal);
            }
            return;
        }
        HomeSeat seat = new HomeSeat(
                new Registration(
                        lastSeat + 1,
                        applicant.id(),
                        applicant.position(),
                        applicant.observer(),
                        applicant.durable(),
                        agent,
                        applicant.number(),
                        applicant.standIn()),
                applicant.replay());
        Candidate<HomeSeat> candidate = candidate(seat);
        comebacks.register(key, candidate, () -> register(seat, candidate), refusal -> refuse(seat, refusal));
    }

    /** The chain is closing: nobody comes any more. */
    void turnAway(AgentId agent, ToHome.Applicant applicant, String chain) {
        tell(agent, applicant.number(), new RegistrationRefusal.ChainClosing(applicant.id(), chain));
    }

    private static Candidate<HomeSeat> candidate(HomeSeat seat) {
        Registration registration = seat.registration();
        return new Candidate<>(
                registration.id(), registration.position(), registration.observer(), registration.durable(), seat);
    }

    private void register(HomeSeat seat, Candidate<HomeSeat> candidate) {
        boolean later = seat.replay() || dispatcher.membership().resumes(candidate);
        Admission<HomeSeat> admission = later
                ? dispatcher.comeBack(candidate, seat.replay(), reply -> joined(seat, reply))
                : dispatcher.membership().admit(candidate);
        if (admission instanceof Admission.Refused<HomeSeat> refused) {
            refuse(seat, refused.refusal());
        } else if (admission instanceof Admission.Admitted<HomeSeat> admitted) {
            lastSeat = Math.max(lastSeat, seat.registration().seat());
            if (later) {
                sittings.awaited(seat);
                joining.put(seat, admitted.member());
            } else {
                enter(seat, admitted, List.of());
            }
        }
    }

    private void joined(HomeSeat seat, JoinReply<HomeSeat> reply) {
        settled.accept(seat);
        joining.remove(seat);
        if (reply instanceof JoinReply.Joined<HomeSeat> joined) {
            if (joined.resumed()) {
                resume(seat, joined.admitted(), joined.holds());
            } else {
                enter(seat, joined.admitted(), holds(joined.admitted().member()));
            }
        } else if (reply instanceof JoinReply.NotJoined<HomeSeat> not) {
            seat.become(HomeSeat.Standing.LEFT);
            sittings.leave(seat);
            refusals.put(Sittings.Key.of(seat), not.refusal());
            refuse(seat, not.refusal());
            comebacks.changed(seat.id());
        }
    }

    private List<ChainEvent.Hold> holds(Member<HomeSeat> member) {
        return dispatcher.ledger().allHeldBy(member).stream()
                .map(held -> new ChainEvent.Hold(held.key(), held.phase().name()))
                .toList();
    }

    private void enter(HomeSeat seat, Admission.Admitted<HomeSeat> admitted, List<ChainEvent.Hold> holds) {
        sittings.enter(seat, admitted.member());
        tally.joined();
        long version = admitted.version();
        scribe.write(new ChainEvent.Joined(seat.registration(), version, holds), () -> {
            recorder.registered(admitted.member(), version, seat.replay());
            acknowledge(seat, admitted.member(), version);
        });
    }

    /** It is back in a seat that was kept. */
    private void resume(HomeSeat seat, Admission.Admitted<HomeSeat> admitted, List<? extends Acquisition<?>> kept) {
        Member<HomeSeat> member = admitted.member();
        HomeSeat before = comebacks.cameBack(member);
        seat.takesUp(before, kept.stream().map(Registrations::hold).toList());
        sittings.leave(before);
        sittings.enter(seat, member);
        tally.back();
        Registration registration = seat.registration();
        holds(member).forEach(hold -> scribe.write(new ChainEvent.Held(registration.seat(), hold)));
        scribe.write(
                new ChainEvent.Resumed(
                        registration.seat(), registration.agent(), registration.number(), registration.standIn()),
                () -> {
                    recorder.resumed(seat.id(), admitted.version(), seat.replay());
                    acknowledge(seat, member, admitted.version());
                });
    }

    private void acknowledge(HomeSeat seat, Member<HomeSeat> member, long version) {
        List<ToAgent.Hold> kept = seat.keeps();
        List<ToAgent.Hold> holds = kept != null
                ? kept
                : dispatcher.ledger().allHeldBy(member).stream()
                        .map(Registrations::hold)
                        .toList();
        recorder.flush();
        agents.tell(
                seat.agent(),
                new ToAgent.Registered(seat.registration().number(), version, kept != null, holds, recorder.clock()));
    }

    private static ToAgent.Hold hold(Acquisition<?> held) {
        return new ToAgent.Hold(held.key(), held.phase().name());
    }

    private void refuse(HomeSeat seat, RegistrationRefusal refusal) {
        // While somebody of that id is being told what is up, such a line would read as if that one were refused.
        if (joining.keySet().stream().noneMatch(other -> other.id().equals(seat.id()))) {
            recorder.registrationRefused(seat.id(), refusal.message());
        }
        recorder.flush();
        tell(seat.agent(), seat.registration().number(), refusal);
    }

    private void tell(AgentId agent, long number, RegistrationRefusal refusal) {
        agents.tell(agent, new ToAgent.Refused(number, new ToAgent.Why(refusal), recorder.clock()));
    }

    /** The place that somebody is about to take up is kept no more. */
    void turnBack(Member<HomeSeat> reservation) {
        dispatcher.withdraw(reservation, new RegistrationRefusal.GoneMeanwhile(reservation.id()));
    }

    /** It is not to come in after all, though it is being told what is up. */
    void turnBack(HomeSeat seat) {
        Member<HomeSeat> reservation = joining.get(seat);
        if (reservation != null) {
            turnBack(reservation);
        }
    }

    /** It is gone while it is told what is up; false if it is not being told. */
    boolean abandon(HomeSeat seat) {
        Member<HomeSeat> reservation = joining.get(seat);
        if (reservation == null) {
            return false;
        }
        dispatcher.abandon(reservation);
        return true;
    }
}
