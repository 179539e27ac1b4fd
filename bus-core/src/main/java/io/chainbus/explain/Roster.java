package io.chainbus.explain;

import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.dispatch.Crew;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a walk visits, whom not, and why: by id, since that does not depend on the order.
 *
 * @param visited why each is that is visited
 * @param absent why each is not that is registered and not visited
 * @param departed those who have left holding the key
 */
record Roster(Map<String, Attendance> visited, Map<String, Absence.Why> absent, List<Departed> departed) {

    Roster {
        visited = Map.copyOf(visited);
        absent = Map.copyOf(absent);
        departed = List.copyOf(departed);
    }

    static Roster of(Membership<?> membership, Ledger<?> ledger, Holding holding, String key, Phase phase) {
        Route<?> route = membership.route();
        Places places = Crew.of(route).visitedBy(phase, key, ledger, holding);
        List<? extends Acquisition<?>> acquisitions = ledger.acquisitions(key);
        Map<String, Attendance> visited = new LinkedHashMap<>();
        Map<String, Absence.Why> absent = new LinkedHashMap<>();
        for (int place = 0; place < route.size(); place++) {
            Member<?> member = route.member(place);
            if (places.contains(place)) {
                Attendance attendance = attendance(member, phase, acquisitions);
                visited.put(member.id(), membership.isAway(member) ? new Attendance.Away(attendance) : attendance);
            } else {
                absent.put(member.id(), why(member, acquisitions));
            }
        }
        List<Departed> departed = phase.role() == Role.RELEASE ? departed(route, acquisitions) : List.of();
        return new Roster(visited, absent, departed);
    }

    private static Attendance attendance(Member<?> member, Phase phase, List<? extends Acquisition<?>> acquisitions) {
        if (member.observer()) {
            return new Attendance.Observes();
        }
        if (phase.role() != Role.RELEASE) {
            return new Attendance.Registered();
        }
        List<String> held = new ArrayList<>(1);
        for (Acquisition<?> acquisition : acquisitions) {
            if (acquisition.heldBy(member)) {
                held.add(acquisition.phase().name());
            }
        }
        return held.isEmpty() ? new Attendance.Current() : new Attendance.Holds(held);
    }

    private static Absence.Why why(Member<?> member, List<? extends Acquisition<?>> acquisitions) {
        if (acquisitions.isEmpty()) {
            return new Absence.Why.NotUp();
        }
        boolean asked = acquisitions.stream()
                .anyMatch(acquisition -> acquisition.holders().route().indexOf(member) >= 0);
        return asked
                ? new Absence.Why.AcceptedNothing()
                : new Absence.Why.JoinedLater(acquisitions.stream()
                        .map(acquisition -> acquisition.phase().name())
                        .toList());
    }

    private static List<Departed> departed(Route<?> route, List<? extends Acquisition<?>> acquisitions) {
        Map<Member<?>, List<String>> gone = new LinkedHashMap<>();
        for (Acquisition<?> acquisition : acquisitions) {
            Route<?> then = acquisition.holders().route();
            List<Member<?>> accepted = new ArrayList<>();
            for (int place = 0; place < then.size(); place++) {
                if (acquisition.holders().contains(place)) {
                    accepted.add(then.member(place));
                }
            }
            accepted.addAll(acquisition.latecomers());
            for (Member<?> member : accepted) {
                if (route.indexOf(member) < 0) {
                    gone.computeIfAbsent(member, absent -> new ArrayList<>(1))
                            .add(acquisition.phase().name());
                }
            }
        }
        return gone.entrySet().stream()
                .map(left -> new Departed(left.getKey().id(), left.getValue()))
                .toList();
    }
}
