package io.chainbus.cluster.agent;

import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Answered;
import io.chainbus.cluster.wire.Done;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.recording.Recorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a coordinator is to hear of walks that it has asked for, gathered so that it goes together. Not thread-safe. */
final class Answers {

    /** What walks have in common that go into one answer. */
    private record Question(int place, boolean back) {}

    private static final class Answer {
        private final Question question;
        private final Map<Trace, Integer> traces = new LinkedHashMap<>();
        private final List<Done> done = new ArrayList<>();
        private @Nullable Trace latest;
        private int latestIndex;

        Answer(Question question) {
            this.question = question;
        }

        boolean answers(int place, boolean back) {
            return question.place() == place && question.back() == back;
        }

        @SuppressWarnings("ReferenceEquality") // most walks of a train share their trace
        void add(long walk, Trace trace) {
            if (trace != latest) {
                Integer known = traces.putIfAbsent(trace, traces.size());
                latest = trace;
                latestIndex = known == null ? traces.size() - 1 : known;
            }
            done.add(new Done(walk, latestIndex));
        }

        Answered answered() {
            return new Answered(question.place(), question.back(), List.copyOf(traces.keySet()), done);
        }
    }

    private final AgentId agent;
    private final Recorder recorder;
    private final Consumer<ToHome> home;
    private final Map<Question, Answer> answers = new LinkedHashMap<>();
    private final List<ToHome.Undone> undone = new ArrayList<>(0);
    /** The one that was added to last. */
    private @Nullable Answer latest;

    Answers(AgentId agent, Recorder recorder, Consumer<ToHome> home) {
        this.agent = agent;
        this.recorder = recorder;
        this.home = home;
    }

    /**
     * What came of a walk.
     *
     * @param place the first of those that were asked for
     */
    void add(long walk, int place, boolean back, Trace trace) {
        Answer answer = latest;
        if (answer == null || !answer.answers(place, back)) {
            answer = answers.computeIfAbsent(new Question(place, back), Answer::new);
            latest = answer;
        }
        answer.add(walk, trace);
    }

    /** A walk that was asked for again had been undone. */
    void undone(long epoch, long walk, List<Integer> places, Memory.WasUndone was) {
        undone.add(new ToHome.Undone(agent, epoch, places.get(0), was.trace(), walk, was.undoing(), 0));
    }

    boolean isEmpty() {
        return answers.isEmpty() && undone.isEmpty();
    }

    /** Sends all to the coordinator of that epoch. */
    void flush(long epoch) {
        if (isEmpty()) {
            return;
        }
        recorder.flush();
        long clock = recorder.clock();
        if (!answers.isEmpty()) {
            List<Answered> all = new ArrayList<>(answers.size());
            answers.values().forEach(answer -> all.add(answer.answered()));
            home.accept(new ToHome.Visited(agent, epoch, all, clock));
        }
        for (ToHome.Undone one : undone) {
            home.accept(
                    new ToHome.Undone(one.from(), epoch, one.place(), one.trace(), one.walk(), one.undoing(), clock));
        }
        clear();
    }

    /** Nobody waits for them any more. */
    void clear() {
        answers.clear();
        undone.clear();
        latest = null;
    }
}
