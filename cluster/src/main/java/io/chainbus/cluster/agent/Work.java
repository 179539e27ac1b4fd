package io.chainbus.cluster.agent;

import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.trace.Traces;
import io.chainbus.cluster.wire.Done;
import io.chainbus.cluster.wire.Task;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.transit.Rail;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** What goes into one answer. */
    private record Question(int place, boolean back) {}

    private static final class Answer {
        final Map<Trace, Integer> traces = new LinkedHashMap<>();
        final List<Done> done = new ArrayList<>();
    }

    private final AgentSettings<T> settings;
    private final Payloads<T> payloads;
    private final Roll<T> roll;
    private final Rail<T> rail;
    private final Recorder recorder;
    private final Consumer<ToHome> home;
    private final Map<String, Phase> phases;
    private final Memory memory = new Memory();
    private final Traces traces = new Traces();
    private final Map<Question, Answer> answers = new LinkedHashMap<>();
    private final List<ToHome.Undone> undone = new ArrayList<>(0);
    private int underWay;

    Work(AgentSettings<T> settings, Payloads<T> payloads, Roll<T> roll, Rail<T> rail, Consumer<ToHome> home) {
        this.settings = settings;
        this.payloads = payloads;
        this.roll = roll;
        this.rail = rail;
        this.recorder = settings.recorder();
        this.home = home;
        this.phases = settings.spec().phases().byName();
    }

    /** Walks visit a segment here; or had visited it. */
    void visit(ToAgent.Visit visit) {
        memory.forget(visit.horizon());
        boolean back = visit.undoing() != null;
        Map<Integer, Map<Direction, List<Walk<T>>>> trains = new LinkedHashMap<>(4);
        for (Task task : visit.tasks()) {
            Memory.Recall recall = memory.recall(task.walk(), visit.places(), back);
            if (recall instanceof Memory.Unknown unknown) {
                if (visit.recallOnly() && !back) {
                    answer(task.walk(), visit.places(), false, memory.trace(task.walk(), visit.places(), false));
                } else {
                    Walk<T> walk = begin(visit, task, unknown.from());
                    if (walk != null && !back) {
                        trains.computeIfAbsent(unknown.from(), unused -> new LinkedHashMap<>(2))
                                .computeIfAbsent(
                                        walk.heading(),
                                        unused -> new ArrayList<>(visit.tasks().size()))
                                .add(walk);
                    }
                }
            } else if (recall instanceof Memory.Known known) {
                answer(task.walk(), visit.places(), back, known.trace());
            } else if (recall instanceof Memory.WasUndone was) {
                undone.add(new ToHome.Undone(
                        settings.agent(),
                        visit.epoch(),
                        visit.places().get(0),
                        was.trace(),
                        task.walk(),
                        was.undoing(),
                        0));
            }
        }
        trains.forEach((from, byHeading) -> byHeading.forEach((heading, walks) -> {
            Roll.Part<T> part = part(visit, from, heading);
            if (part != null) {
                rail.depart(part.route(), Train.departing(part.route(), heading, walks));
            }
        }));
    }

    private Roll.@Nullable Part<T> part(ToAgent.Visit visit, int from, Direction heading) {
        List<Long> numbers = visit.numbers();
        if (from == 0 && heading == Direction.DESCENDING) {
            return roll.part(numbers);
        }
        List<Long> open = new ArrayList<>(numbers.subList(from, numbers.size()));
        if (heading == Direction.ASCENDING) {
            Collections.reverse(open);
        }
        return roll.part(List.copyOf(open));
    }

    /** The local walk of a task; absent when it goes by itself, or has ended already. */
    private @Nullable Walk<T> begin(ToAgent.Visit visit, Task task, int from) {
        Phase phase = phases.get(task.phase());
        if (phase == null) {
            throw new IllegalStateException("chain " + settings.chain() + " has no phase " + task.phase());
        }
        Undoing undoing = visit.undoing();
        Direction heading =
                undoing == null ? phase.direction() : phase.direction().opposite();
        Roll.Part<T> part = part(visit, from, heading);
        if (part == null) {
            return null;
        }
        Part<T> tag = new Part<>(visit.places(), from, undoing != null, heading);
        T payload;
        try {
            payload = payloads.unpack(task.payload());
        } catch (IllegalArgumentException e) {
            unreadable(task, tag, undoing, part, phase, String.valueOf(e.getMessage()));
            return null;
        }
        memory.begin(task.walk(), tag.open(), undoing);
        underWay++;
        Publication<T> publication = new Publication<>(task.walk(), task.key(), payload, phase, task.cause(), tag);
        int before = task.steps() + (from == 0 ? 0 : steps(task.walk(), visit.places(), undoing != null));
        if (undoing == null) {
            return new Walk<>(publication, settings.chain(), part.all(), before, 0);
        }
        Walk<T> walk = new Walk<>(publication, settings.chain(), part.all(), 0, before);
        for (int place = 0; place < part.route().size(); place++) {
            walk.visited(place, Verdict.ok(), Source.HANDLER);
        }
        walk.exhausted();
        walk.revoke(undoPhase(undoing, phase));
        rail.departAlone(part.route(), walk);
        return null;
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
    private void unreadable(
            Task task, Part<T> tag, @Nullable Undoing undoing, Roll.Part<T> part, Phase phase, String why) {
        memory.begin(task.walk(), tag.open(), undoing);
        Unreadable<T> failed = new Unreadable<>(part.route(), tag.heading(), phase, tag.back(), why);
        memory.done(task.walk(), tag.open(), tag.back(), failed.trace(tag.open()));
        answer(task.walk(), tag.places(), tag.back(), memory.trace(task.walk(), tag.places(), tag.back()));
    }

    /** Walks have ended here. */
    void arrived(Rail.Arrival<T> arrival) {
        for (Walk<T> walk : arrival.ended()) {
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
        Trace local = traces.of(walk);
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
        Answer answer = answers.computeIfAbsent(new Question(places.get(0), back), unused -> new Answer());
        Integer known = answer.traces.putIfAbsent(trace, answer.traces.size());
        answer.done.add(new Done(walk, known == null ? answer.traces.size() - 1 : known));
    }

    /** Sends the answers to the coordinator of that epoch. */
    void flush(long epoch) {
        if (answers.isEmpty() && undone.isEmpty()) {
            return;
        }
        recorder.flush();
        long clock = recorder.clock();
        answers.forEach((question, answer) -> home.accept(new ToHome.Visited(
                settings.agent(),
                epoch,
                question.place(),
                question.back(),
                List.copyOf(answer.traces.keySet()),
                answer.done,
                clock)));
        for (ToHome.Undone one : undone) {
            home.accept(
                    new ToHome.Undone(one.from(), epoch, one.place(), one.trace(), one.walk(), one.undoing(), clock));
        }
        answers.clear();
        undone.clear();
    }

    /** The coordinator remembers nothing, and begins with other walks of the same numbers. */
    void forgetAll() {
        memory.forgetAll();
        answers.clear();
        undone.clear();
    }

    boolean answering() {
        return !answers.isEmpty() || !undone.isEmpty();
    }

    /** How many walks are under way here. */
    int underWay() {
        return underWay;
    }
}
