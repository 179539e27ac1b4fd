package io.chainbus.cluster.agent;

import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.trace.Traces;
import io.chainbus.cluster.wire.Errand;
import io.chainbus.cluster.wire.Matter;
import io.chainbus.cluster.wire.Task;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.transit.Rail;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what coordinators ask for, once: looks into the memory first, walks what is not there by the same engine as on one
 * machine, and gathers the answers. The agent's own, and single-threaded.
 */
final class Work<T> {

    /**
     * What a walk of this node carries to know what it is a part of.
     *
     * @param places all that were asked for, in the order in which they are visited
     * @param from how many of them were known
     */
    private record Part<T>(List<Integer> places, int from, boolean back, Direction heading)
            implements Consumer<Receipt<T>> {
        @Override
        public void accept(Receipt<T> receipt) {}

        List<Integer> open() {
            return from == 0 ? places : places.subList(from, places.size());
        }
    }

    /** Walks of an errand that go together: the same way, and from the same place on. */
    private record Leg<T>(Part<T> tag, Roll.@Nullable Part<T> part, List<Walk<T>> walks) {}

    private final AgentSettings<T> settings;
    private final Payloads<T> payloads;
    private final Roll<T> roll;
    private final Rail<T> rail;
    private final Map<String, Phase> phases;
    private final Memory memory = new Memory();
    private final Traces traces = new Traces();
    private final Answers answers;
    private int underWay;

    Work(AgentSettings<T> settings, Payloads<T> payloads, Roll<T> roll, Rail<T> rail, Consumer<ToHome> home) {
        this.settings = settings;
        this.payloads = payloads;
        this.roll = roll;
        this.rail = rail;
        this.answers = new Answers(settings.agent(), settings.recorder(), home);
        this.phases = settings.spec().phases().byName();
    }

    /** Walks visit segments here; or had visited them. */
    void visit(ToAgent.Visit visit) {
        memory.forget(visit.horizon());
        for (Errand errand : visit.errands()) {
            List<Leg<T>> legs = new ArrayList<>(2);
            for (Task task : errand.tasks()) {
                visit(visit.epoch(), errand, task, legs);
            }
            legs.forEach(this::depart);
        }
    }

    private void visit(long epoch, Errand errand, Task task, List<Leg<T>> legs) {
        boolean back = errand.undoing() != null;
        Memory.Recall recall = memory.recall(task.walk(), errand.places(), back);
        if (recall instanceof Memory.Unknown unknown) {
            if (errand.recallOnly() && !back) {
                answer(task.walk(), errand.places(), false, memory.trace(task.walk(), errand.places(), false));
            } else {
                begin(errand, task, unknown.from(), legs);
            }
        } else if (recall instanceof Memory.Known known) {
            answer(task.walk(), errand.places(), back, known.trace());
        } else if (recall instanceof Memory.WasUndone was) {
            answers.undone(epoch, task.walk(), errand.places(), was);
        }
    }

    private void depart(Leg<T> leg) {
        Roll.Part<T> part = leg.part();
        if (part != null && !leg.walks().isEmpty()) {
            rail.depart(part.route(), Train.departing(part.route(), leg.tag().heading(), leg.walks()));
        }
    }

    private Leg<T> leg(Errand errand, int from, Direction heading, List<Leg<T>> legs) {
        for (Leg<T> leg : legs) {
            if (leg.tag().from() == from && leg.tag().heading() == heading) {
                return leg;
            }
        }
        Part<T> tag = new Part<>(errand.places(), from, errand.undoing() != null, heading);
        Leg<T> made = new Leg<>(
                tag, part(errand, from, heading), new ArrayList<>(errand.tasks().size()));
        legs.add(made);
        return made;
    }

    private Roll.@Nullable Part<T> part(Errand errand, int from, Direction heading) {
        List<Long> numbers = errand.numbers();
        if (from == 0 && heading == Direction.DESCENDING) {
            return roll.part(numbers);
        }
        List<Long> open = new ArrayList<>(numbers.subList(from, numbers.size()));
        if (heading == Direction.ASCENDING) {
            Collections.reverse(open);
        }
        return roll.part(List.copyOf(open));
    }

    /** Begins the local walk of a task, which leaves with the leg's train or goes by itself; or has ended already. */
    private void begin(Errand errand, Task task, int from, List<Leg<T>> legs) {
        Subject subject = subject(task);
        if (subject == null) {
            // It was forgotten with all others: the coordinator asks again, and says what it is about.
            return;
        }
        Phase phase = subject.phase();
        Undoing undoing = errand.undoing();
        Direction heading =
                undoing == null ? phase.direction() : phase.direction().opposite();
        Leg<T> leg = leg(errand, from, heading, legs);
        Roll.Part<T> part = leg.part();
        if (part == null) {
            return;
        }
        Part<T> tag = leg.tag();
        memory.begin(task.walk(), tag.open(), undoing);
        memory.about(task.walk(), subject);
        int before = task.steps() + (from == 0 ? 0 : steps(task.walk(), errand.places(), undoing != null));
        if (subject.payload() == null) {
            unreadable(errand, task.walk(), tag, part, subject, before);
            return;
        }
        underWay++;
        Publication<T> publication = new Published<>(
                task.walk(),
                subject.key(),
                settings.spec().payload().cast(subject.payload()),
                phase,
                subject.cause(),
                tag);
        if (undoing == null) {
            leg.walks().add(new Walk<>(publication, settings.chain(), part.all(), before, 0));
        } else {
            goBack(new Walk<>(publication, settings.chain(), part.all(), 0, before), part, undoPhase(undoing, phase));
        }
    }

    /** What the task's walk is about: remembered, or read now; absent when neither can be. */
    private @Nullable Subject subject(Task task) {
        Subject known = memory.subject(task.walk());
        Matter told = task.matter();
        if (known != null || told == null) {
            return known;
        }
        Phase phase = phases.get(told.phase());
        if (phase == null) {
            throw new IllegalStateException("chain " + settings.chain() + " has no phase " + told.phase());
        }
        try {
            return new Subject(told.key(), phase, told.cause(), payloads.unpack(told.payload()), "");
        } catch (IllegalArgumentException e) {
            return new Subject(told.key(), phase, told.cause(), null, String.valueOf(e.getMessage()));
        }
    }

    /** They had all accepted. */
    private void goBack(Walk<T> walk, Roll.Part<T> part, Phase by) {
        for (int place = 0; place < part.route().size(); place++) {
            walk.visited(place, Verdict.ok(), Source.HANDLER);
        }
        walk.exhausted();
        walk.revoke(by);
        rail.departAlone(part.route(), walk);
    }

    private Phase undoPhase(Undoing undoing, Phase phase) {
        Phase known = phases.get(undoing.phase());
        return known == null
                ? phase.undo().orElseThrow(() -> new IllegalStateException(phase.name() + " has no undo"))
                : known;
    }

    private int steps(long walk, List<Integer> places, boolean back) {
        return (int) memory.trace(walk, places, back)
                .out()
                .chars()
                .filter(mark -> Mark.isVerdict((char) mark))
                .count();
    }

    /** Nobody here can be given that payload: their policies answer, as if their handlers had thrown. */
    private void unreadable(Errand errand, long walk, Part<T> tag, Roll.Part<T> part, Subject subject, int before) {
        Unreadable<T> failed =
                new Unreadable<>(settings.chain(), settings.recorder(), part, tag.heading(), walk, subject);
        Undoing undoing = errand.undoing();
        Trace local = undoing == null ? failed.out(before) : failed.back(undoPhase(undoing, subject.phase()), before);
        memory.done(walk, tag.open(), tag.back(), placed(local, tag));
        answer(walk, tag.places(), tag.back(), memory.trace(walk, tag.places(), tag.back()));
    }

    /** Walks have ended here. */
    void arrived(Rail.Arrival<T> arrival) {
        for (Walk<T> walk : arrival.ended().walks()) {
            if (walk.publication().receiver() instanceof Part<T> part) {
                underWay--;
                Trace trace = trace(walk, part);
                memory.done(walk.id(), part.open(), part.back(), trace);
                answer(
                        walk.id(),
                        part.places(),
                        part.back(),
                        part.from() == 0 ? trace : memory.trace(walk.id(), part.places(), part.back()));
            }
        }
    }

    /** In the order of the visits, and with the places of the walk's layout. */
    private Trace trace(Walk<T> walk, Part<T> part) {
        return placed(traces.of(walk), part);
    }

    private Trace placed(Trace local, Part<T> part) {
        boolean reversed = part.heading() == Direction.ASCENDING;
        if (!reversed && !part.back() && local.remarks().isEmpty()) {
            return local;
        }
        String out = part.back() ? local.back() : local.out();
        String back = part.back() ? "" : local.back();
        List<Integer> open = part.open();
        List<Trace.Remark> remarks = new ArrayList<>(local.remarks().size());
        for (Trace.Remark remark : local.remarks()) {
            int index = reversed ? open.size() - 1 - remark.place() : remark.place();
            if (!part.back() || remark.back()) {
                remarks.add(new Trace.Remark(open.get(index), remark.back(), remark.text()));
            }
        }
        return new Trace(turned(out, reversed), turned(back, reversed), remarks);
    }

    private static String turned(String marks, boolean reversed) {
        return reversed ? new StringBuilder(marks).reverse().toString() : marks;
    }

    private void answer(long walk, List<Integer> places, boolean back, Trace trace) {
        answers.add(walk, places.get(0), back, trace);
    }

    /** Sends the answers to the coordinator of that epoch. */
    void flush(long epoch) {
        answers.flush(epoch);
    }

    /** The coordinator remembers nothing, and begins with other walks of the same numbers. */
    void forgetAll() {
        memory.forgetAll();
        answers.clear();
    }

    boolean answering() {
        return !answers.isEmpty();
    }

    /** How many walks are under way here. */
    int underWay() {
        return underWay;
    }
}
