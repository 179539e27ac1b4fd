package io.chainbus.bench.fork;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.event.Work;
import io.chainbus.bench.trial.Trial;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What runs in a JVM of a candidate's own: reads requests from standard input and writes replies to standard output, one
 * at a time. It ends when its input does, whatever it is doing, so that it never outlives who started it.
 */
public final class WorkerMain {

    private final Candidate candidate;
    private final ObjectOutputStream replies;
    private final Actors actors = new Actors();

    private WorkerMain(Candidate candidate, ObjectOutputStream replies) {
        this.candidate = candidate;
        this.replies = replies;
    }

    /**
     * Works until its input ends.
     *
     * @param args the candidate's name
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        // Whatever a library prints must not get in between the replies.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Candidate candidate =
                Candidate.named(args[0]).orElseThrow(() -> new IllegalArgumentException("no candidate " + args[0]));
        ObjectOutputStream replies = new ObjectOutputStream(new FileOutputStream(FileDescriptor.out));
        replies.flush();
        WorkerMain worker = new WorkerMain(candidate, replies);
        // Beside this thread, which has to see the end of the input while a trial is under way.
        ExecutorService trials = Executors.newSingleThreadExecutor();
        try (ObjectInputStream requests =
                new ObjectInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            while (true) {
                Request request = (Request) requests.readObject();
                trials.execute(() -> worker.answer(request));
            }
        } catch (EOFException ended) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(Request request) {
        try {
            replies.writeObject(reply(request));
            replies.flush();
            replies.reset();
        } catch (IOException nobodyThere) {
            throw new UncheckedIOException(nobodyThere);
        }
    }

    private Reply reply(Request request) {
        try {
            if (request instanceof Request.Measure measure) {
                return new Reply.Measured(Trial.run(
                        candidate,
                        measure.cell(),
                        measure.timing(),
                        measure.first(),
                        measure.unitsPerMicrosecond(),
                        actors));
            }
            return new Reply.Calibrated(Work.unitsPerMicrosecond());
        } catch (RuntimeException | Error failure) { // the end of this trial, not of the worker
            return new Reply.Broken(failure.toString());
        }
    }
}
