package io.chainbus.dispatch;

import static io.chainbus.dispatch.Agreement.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Position;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Ended;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Timing;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A random life of a chain without actors: does in one thread, in a random order, what coordinator and subscribers do
 * with dispatcher, trains and walks. What it does and what comes of it is the {@link Agreement}'s to judge.
 */
final class RandomTraffic {

    private static final List<String> KEYS = List.of("k0", "k1", "k2");
    private static final List<Source> SOURCES = List.of(Source.values());
    private static final int IDS = 6;

    /** A visit whose handler has begun and will answer some time; a class, for one is not another. */
    private static final class Parked {
        final Walk<String> walk;
        final Direction heading;
        final int place;

        Parked(Walk<String> walk, int place) {
            this.walk = walk;
            this.heading = walk.heading();
            this.place = place;
        }

        boolean goesWith(Parked other) {
            return walk.route() == other.walk.route() && heading == other.heading && place == other.place;
        }
    }

    private final RandomGenerator random;
    private final List<Phase> phases;
    private final boolean timed;
    /** How many of a hundred answers are not simply an Ok. */
    private final int quirks;

    private final Dispatcher<String, String> dispatcher;
    private final Agreement agreement;
    private final Map<Member<?>, Skip> gone = new HashMap<>();
    private final List<Train<String>> trains = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private long clock;

    RandomTraffic(RandomGenerator random, List<Phase> phases) {
        this.random = random;
        this.phases = phases;
        this.timed = random.nextBoolean();
        this.quirks = random.nextInt(60);
        Holding holding = random.nextInt(4) == 0 ? Holding.CURRENT : Holding.ACCEPTED;
        this.dispatcher = new Dispatcher<>("chain", holding, PhaseSet.of(phases));
        this.agreement = new Agreement(dispatcher, holding, KEYS);
    }

    void go(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(12)) {
                case 0, 1 -> joinOrLeave();
                case 2, 3, 4, 5 -> publish();
                case 6, 7 -> depart();
                default -> move();
            }
            dispatcher.departSolos(solo -> assertThat(solo).isNull());
        }
        while (!trains.isEmpty() || !parked.isEmpty() || dispatcher.anyReady()) {
            depart();
            move();
        }
        agreement.allIsOver();
    }

    private void joinOrLeave() {
        Membership<String> membership = dispatcher.membership();
        int number = random.nextInt(IDS);
        String id = "s" + number;
        if (membership.find(id).isPresent()) {
            Member<String> member = membership.find(id).get();
            if (member.durable() && random.nextInt(3) > 0) {
                goOrComeBack(member);
                return;
            }
            if (membership.returning(member).isPresent()) {
                return;
            }
            dispatcher.absences().left(member);
            membership.remove(member);
            gone.put(member, random.nextBoolean() ? Skip.LEFT : Skip.DIED);
            agreement.left(member);
            return;
        }
        int priority = random.nextInt(3);
        // Only behind a lower number, so that there is no circle.
        String after = number > 0 && random.nextInt(4) == 0 ? "s" + random.nextInt(number) : "";
        boolean observer = random.nextInt(6) == 0;
        Position position =
                after.isEmpty() ? Position.at(priority) : Position.at(priority).after(after);
        boolean durable = random.nextBoolean();
        Admission<String> admission = membership.admit(new Candidate<>(id, position, observer, durable, ""));
        if (admission instanceof Admission.Admitted<String> admitted) {
            agreement.joined(admitted.member(), priority, after, observer);
        } else {
            throw new AssertionError(admission);
        }
    }

    /** Nothing changes by it for anybody else: whoever answers for it, it is visited. */
    private void goOrComeBack(Member<String> member) {
        Membership<String> membership = dispatcher.membership();
        Candidate<String> candidate = new Candidate<>(member.id(), member.position(), member.observer(), true, "back");
        if (membership.resumes(candidate)) {
            dispatcher.comeBack(candidate, false, reply -> agreement.back(member, reply));
        } else if (!membership.isAway(member)) {
            dispatcher.absences().begin(member);
        }
    }

    private void publish() {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        Phase phase = phases.get(random.nextInt(phases.size()));
        agreement.accepted(dispatcher.accept(key, "payload of " + key, phase, Cause.FORWARD, receipt -> {}));
    }

    private void depart() {
        if (!dispatcher.anyReady()) {
            return;
        }
        int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 100;
        Departure<String, String> departure = dispatcher.depart(limit);
        agreement.departed(departure, limit);
        arrived(departure.train());
    }

    /** One train makes a stop, or a part of one; or some who were to answer later do. */
    private void move() {
        int which = random.nextInt(trains.size() + parked.size() + 1);
        if (which < trains.size()) {
            stop(trains.get(which));
        } else if (which < trains.size() + parked.size()) {
            answer(parked.get(which - trains.size()));
        }
    }

    private void stop(Train<String> train) {
        if (stopTogether(train)) {
            trains.remove(train);
            goOn(train);
            return;
        }
        train.catchUp();
        Route<?> route = train.route();
        int place = train.place();
        int count = random.nextInt(3) == 0 ? random.nextInt(train.size() + 1) : train.size();
        List<Walk<String>> onward = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Walk<String> walk = train.walk(index);
            if (meet(walk, place)) {
                onward.add(walk);
            }
        }
        if (onward.size() == train.size()) {
            trains.remove(train);
            goOn(train);
            return;
        }
        assertThat(train.uncouple(count)).hasSize(count);
        if (train.isEmpty()) {
            trains.remove(train);
        }
        goOn(Train.leaving(route, train.heading(), place, onward));
    }

    /** All walks of the train get the same here, if that can be noted for all in one. */
    private boolean stopTogether(Train<String> train) {
        int place = train.place();
        boolean gone = this.gone.containsKey(train.route().member(place));
        if (timed || gone || !train.allVisit() || random.nextInt(4) == 0) {
            return false;
        }
        Verdict verdict = random.nextInt(6) == 0 ? Verdict.done() : Verdict.ok();
        if (!train.visitedAlike(verdict)) {
            return false;
        }
        for (int index = 0; index < train.size(); index++) {
            Walk<String> walk = train.walk(index);
            same("what is given", walk, train.visit(index), walk.visit());
            agreement.begunTogether(walk, place);
            Walk.Next expected = agreement.visited(walk, place, verdict, Source.HANDLER, Timing.off());
            same("decision", walk, Walk.Next.ON, expected);
        }
        return true;
    }

    /** Whether the walk can go on: otherwise its visit has begun and is parked. */
    private boolean meet(Walk<String> walk, int place) {
        if (!walk.visits(place)) {
            return true;
        }
        Skip skip = gone.get(walk.route().member(place));
        if (skip != null) {
            agreement.skipped(walk, place, skip);
            walk.skipped(place, skip);
            return true;
        }
        agreement.begun(walk, place);
        if (random.nextInt(6) == 0) {
            parked.add(new Parked(walk, place));
            return false;
        }
        visited(walk, place);
        return true;
    }

    private void answer(Parked first) {
        List<Walk<String>> onward = new ArrayList<>();
        for (Parked other : List.copyOf(parked)) {
            if (other == first || (other.goesWith(first) && random.nextBoolean())) {
                visited(other.walk, other.place);
                onward.add(other.walk);
                parked.remove(other);
            }
        }
        goOn(Train.leaving(first.walk.route(), first.heading, first.place, onward));
    }

    private void visited(Walk<String> walk, int place) {
        Verdict verdict = verdict();
        Source source = random.nextInt(4) == 0 ? SOURCES.get(random.nextInt(SOURCES.size())) : Source.HANDLER;
        Timing timing = Timing.off();
        if (timed) {
            clock += 2;
            timing = Timing.of(clock, clock + 1);
            walk.timed(place, clock, clock + 1);
        }
        Walk.Next expected = agreement.visited(walk, place, verdict, source, timing);
        same("decision", walk, walk.visited(place, verdict, source), expected);
    }

    private Verdict verdict() {
        if (random.nextInt(100) >= quirks) {
            return Verdict.ok();
        }
        return switch (random.nextInt(4)) {
            case 0 -> Verdict.stop();
            case 1 -> Verdict.veto("no " + random.nextInt(10));
            default -> Verdict.done();
        };
    }

    /** A train with walks stands where at least one of them is due: no hop is for nothing. */
    private void arrived(Train<String> train) {
        boolean due = false;
        for (int index = 0; index < train.size(); index++) {
            due |= train.walk(index).visits(train.place());
        }
        same("somebody is due", train, due, !train.isEmpty());
        if (due) {
            trains.add(train);
        }
    }

    private void goOn(Train<String> train) {
        int place = train.place();
        List<Walk<String>> off = new ArrayList<>();
        Ended<String> together = random.nextBoolean() ? train.end() : null;
        if (together == null) {
            train.advance(off);
        } else {
            off.addAll(together.walks());
        }
        arrived(train);
        List<Walk<String>> turned = new ArrayList<>();
        for (Walk<String> walk : off) {
            if (walk.ended()) {
                dispatcher.ended(walk);
                agreement.ended(walk);
            } else {
                turned.add(walk);
            }
        }
        if (!turned.isEmpty()) {
            goOn(Train.leaving(train.route(), train.heading().opposite(), place, turned));
        }
    }
}
