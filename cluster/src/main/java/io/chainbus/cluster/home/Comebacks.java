package io.chainbus.cluster.home;

import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.walk.Skip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What takes time about durable subscribers (promise P3c): for how long each may be away, and for how long one that comes
 * back before its predecessor is seen to be gone waits for that. Single-threaded.
 */
final class Comebacks {

    /** The window of a subscriber that is away has passed. */
    record WindowPassed(HomeSeat seat) implements HomeCommand {}

    /** Somebody who comes back has waited long enough. */
    record PatienceOver(Sittings.Key key) implements HomeCommand {}

    /** Somebody who comes back, and whose predecessor is not gone yet. */
    private record Waiting(
            Sittings.Key key, Candidate<HomeSeat> candidate, Runnable register, Consumer<RegistrationRefusal> refuse) {}

    private record Absent(HomeSeat seat, Skip cause) {}

    private final TimerScheduler<HomeCommand> timers;
    private final Duration patience;
    private final Membership<HomeSeat> membership;
    private final List<Waiting> waiting = new ArrayList<>(0);
    private final Map<Member<HomeSeat>, Absent> away = new HashMap<>(0);

    Comebacks(TimerScheduler<HomeCommand> timers, Duration patience, Membership<HomeSeat> membership) {
        this.timers = timers;
        this.patience = patience;
        this.membership = membership;
    }

    /** It is away, for that long at the most. */
    void wentAway(Member<HomeSeat> member, HomeSeat seat, Skip cause, Duration window) {
        away.put(member, new Absent(seat, cause));
        timers.startSingleTimer(seat, new WindowPassed(seat), window);
    }

    /** Why it is away; if it is not, that it has left. */
    Skip cause(Member<HomeSeat> member) {
        Absent absent = away.get(member);
        return absent == null ? Skip.LEFT : absent.cause();
    }

    /** It is away no more, but gone; or it was not away, and is gone. */
    void left(Member<HomeSeat> member) {
        Absent absent = away.remove(member);
        if (absent != null) {
            timers.cancel(absent.seat());
        }
    }

    /** Somebody has taken up the place of one that was away: that one. */
    HomeSeat cameBack(Member<HomeSeat> member) {
        HomeSeat before = Objects.requireNonNull(away.get(member)).seat();
        left(member);
        return before;
    }

    /** Registers somebody: now, or when who has that very place is gone. */
    void register(
            Sittings.Key key, Candidate<HomeSeat> candidate, Runnable register, Consumer<RegistrationRefusal> refuse) {
        if (!mustWait(candidate)) {
            register.run();
            return;
        }
        waiting.add(new Waiting(key, candidate, register, refuse));
        timers.startSingleTimer(key, new PatienceOver(key), patience);
    }

    private boolean mustWait(Candidate<HomeSeat> candidate) {
        return membership.couldResume(candidate) && !membership.resumes(candidate);
    }

    /** Whether that one waits for its predecessor to be gone. */
    boolean waits(Sittings.Key key) {
        return waiting.stream().anyMatch(one -> one.key().equals(key));
    }

    /** Somebody of that id has left or gone away, or has not come back after all. */
    void changed(String id) {
        for (Waiting one : List.copyOf(waiting)) {
            if (one.candidate().id().equals(id) && !mustWait(one.candidate()) && waiting.remove(one)) {
                timers.cancel(one.key());
                one.register().run();
            }
        }
    }

    /** It has waited long enough: there are two of that id. */
    void patienceOver(Sittings.Key key) {
        for (Waiting one : List.copyOf(waiting)) {
            if (one.key().equals(key) && waiting.remove(one)) {
                one.refuse()
                        .accept(new RegistrationRefusal.DuplicateId(
                                one.candidate().id()));
            }
        }
    }

    /** Nobody comes back any more. */
    void close(String chain) {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        for (Waiting one : all) {
            timers.cancel(one.key());
            one.refuse()
                    .accept(new RegistrationRefusal.ChainClosing(one.candidate().id(), chain));
        }
    }
}
