package io.chainbus.cluster.wire;

import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How visits and what came of them are written. Numbers of walks are written as how far they are from the one before. */
final class VisitForm {

    /** By their places: a new one comes behind these. */
    private static final List<Cause> CAUSES = List.of(Cause.FORWARD, Cause.UNDO, Cause.REPLAY, Cause.TEARDOWN);

    private static final List<Source> SOURCES =
            List.of(Source.HANDLER, Source.THROW, Source.DEADLINE, Source.DEATH, Source.STUCK);

    private VisitForm() {}

    static void write(WireOutput out, ToAgent.Visit visit) {
        agent(out, visit.to());
        out.number(visit.epoch());
        horizon(out, visit.horizon());
        out.list(visit.errands(), VisitForm::errand);
        out.number(visit.clock());
    }

    static ToAgent.Visit visit(WireInput in) {
        return new ToAgent.Visit(agent(in), in.number(), horizon(in), in.list(VisitForm::errand), in.number());
    }

    static void write(WireOutput out, ToHome.Visited visited) {
        agent(out, visited.from());
        out.number(visited.epoch());
        out.list(visited.answers(), VisitForm::answered);
        out.number(visited.clock());
    }

    static ToHome.Visited visited(WireInput in) {
        return new ToHome.Visited(agent(in), in.number(), in.list(VisitForm::answered), in.number());
    }

    private static void agent(WireOutput out, AgentId agent) {
        out.text(agent.name());
        out.number(agent.node());
        out.number(agent.life());
    }

    private static AgentId agent(WireInput in) {
        return new AgentId(in.text(), in.number(), in.number());
    }

    private static void horizon(WireOutput out, Horizon horizon) {
        out.number(horizon.below());
        out.list(horizon.open(), (to, walk) -> to.difference(horizon.below() - walk));
    }

    private static Horizon horizon(WireInput in) {
        long below = in.number();
        return new Horizon(below, in.list(from -> below - from.difference()));
    }

    private static void errand(WireOutput out, Errand errand) {
        out.list(errand.places(), (to, place) -> to.number(place));
        out.list(errand.numbers(), WireOutput::number);
        undoing(out, errand.undoing());
        out.flag(errand.recallOnly());
        out.number(errand.tasks().size());
        long before = 0;
        for (Task task : errand.tasks()) {
            out.difference(task.walk() - before);
            before = task.walk();
            out.number(task.steps());
            matter(out, task.matter());
        }
    }

    private static Errand errand(WireInput in) {
        List<Integer> places = in.list(WireInput::smallNumber);
        List<Long> numbers = in.list(WireInput::number);
        Undoing undoing = undoing(in);
        boolean recallOnly = in.flag();
        long[] walk = {0};
        List<Task> tasks = in.list(from -> {
            walk[0] += from.difference();
            return new Task(walk[0], from.smallNumber(), matter(from));
        });
        return new Errand(places, numbers, undoing, recallOnly, tasks);
    }

    private static void undoing(WireOutput out, @Nullable Undoing undoing) {
        out.flag(undoing != null);
        if (undoing != null) {
            out.name(undoing.phase());
            out.text(undoing.by());
            out.text(undoing.reason());
            source(out, undoing.source());
        }
    }

    private static @Nullable Undoing undoing(WireInput in) {
        return in.flag() ? new Undoing(in.name(), in.text(), in.text(), source(in)) : null;
    }

    private static void matter(WireOutput out, @Nullable Matter matter) {
        if (matter == null) {
            out.number(0);
            return;
        }
        out.number(1 + CAUSES.indexOf(matter.cause()));
        out.text(matter.key());
        out.name(matter.phase());
        payload(out, matter.payload());
    }

    private static @Nullable Matter matter(WireInput in) {
        int cause = in.smallNumber();
        if (cause == 0) {
            return null;
        }
        if (cause > CAUSES.size()) {
            throw new IllegalArgumentException("there is no cause " + cause);
        }
        return new Matter(in.text(), in.name(), payload(in), CAUSES.get(cause - 1));
    }

    static void payload(WireOutput out, Payload payload) {
        out.number(payload.serializer());
        out.name(payload.manifest());
        out.bytes(payload.bytes());
    }

    static Payload payload(WireInput in) {
        return new Payload(in.smallNumber(), in.name(), in.bytes());
    }

    private static void answered(WireOutput out, Answered answered) {
        out.number(answered.place());
        out.flag(answered.back());
        out.list(answered.traces(), VisitForm::trace);
        out.number(answered.done().size());
        long before = 0;
        for (Done done : answered.done()) {
            out.difference(done.walk() - before);
            before = done.walk();
            out.number(done.trace());
        }
    }

    private static Answered answered(WireInput in) {
        int place = in.smallNumber();
        boolean back = in.flag();
        List<Trace> traces = in.list(VisitForm::trace);
        long[] walk = {0};
        List<Done> done = in.list(from -> {
            walk[0] += from.difference();
            return new Done(walk[0], from.smallNumber());
        });
        return new Answered(place, back, traces, done);
    }

    static void trace(WireOutput out, Trace trace) {
        out.text(trace.out());
        out.text(trace.back());
        out.list(trace.remarks(), VisitForm::remark);
    }

    static Trace trace(WireInput in) {
        return new Trace(in.text(), in.text(), in.list(VisitForm::remark));
    }

    private static void remark(WireOutput out, Trace.Remark remark) {
        out.number(remark.place());
        out.flag(remark.back());
        out.text(remark.text());
    }

    private static Trace.Remark remark(WireInput in) {
        return new Trace.Remark(in.smallNumber(), in.flag(), in.text());
    }

    static void source(WireOutput out, Source source) {
        out.number(SOURCES.indexOf(source));
    }

    static Source source(WireInput in) {
        return in.one(SOURCES);
    }
}
