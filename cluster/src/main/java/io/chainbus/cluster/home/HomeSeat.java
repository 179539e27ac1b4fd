package io.chainbus.cluster.home;

import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Skip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who stands at a place, as the coordinator sees it. One that comes back to its seat is another one of these, so that walks
 * that departed before keep to the one that was there.
 */
final class HomeSeat {

    /** Goes one way only. */
    enum Standing {
        SERVING,
        /** It is leaving: its agent knows which of its visits have begun, and passes it by in the others. */
        LEAVING,
        /** Its policy answers, since its place is kept. */
        AWAY,
        LEFT,
        DIED
    }

    private final boolean replay;
    private Registration registration;
    private Standing standing = Standing.SERVING;
    /** What it has come back to; absent where it has not. */
    private @Nullable List<ToAgent.Hold> keeps;

    HomeSeat(Registration registration, boolean replay) {
        this.replay = replay;
        this.registration = registration;
    }

    Registration registration() {
        return registration;
    }

    String id() {
        return registration.id();
    }

    AgentId agent() {
        return registration.agent();
    }

    boolean replay() {
        return replay;
    }

    /** What it has come back to; absent where it has not. */
    @Nullable
    List<ToAgent.Hold> keeps() {
        return keeps;
    }

    Standing standing() {
        return standing;
    }

    /**
     * It is back in the seat of that one: what is written of it from now on is written of that seat.
     *
     * @param holds what it has come back to, and is told again if that gets lost
     */
    void takesUp(HomeSeat before, List<ToAgent.Hold> holds) {
        keeps = List.copyOf(holds);
        registration = before.registration.takenUpBy(agent(), registration.number(), registration.standIn());
    }

    void become(Standing next) {
        if (next.compareTo(standing) > 0) {
            standing = next;
        }
    }

    /** Whether its agent is asked. */
    boolean reachable() {
        return standing == Standing.SERVING || standing == Standing.LEAVING;
    }

    /** Why it is passed by; absent where its policy answers. */
    @Nullable
    Skip absence() {
        return switch (standing) {
            case LEFT -> Skip.LEFT;
            case DIED -> Skip.DIED;
            case SERVING, LEAVING, AWAY -> null;
        };
    }

    Verdict standIn(String phase) {
        return registration.standIn().verdict(phase, id() + " is away");
    }

    @Override
    public String toString() {
        return registration + " " + standing;
    }
}
