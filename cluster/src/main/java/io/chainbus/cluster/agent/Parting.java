package io.chainbus.cluster.agent;

import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.recording.Recorder;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an agent comes to its end: its node leaves the cluster, and it answers first what it has been asked; or the chain has
 * been closed. From then on it asks nothing: a message that nobody takes any more would hold up the node's leaving, or begin
 * the chain anew.
 *
 * <pre>
 *   (staying) ── begin ──► parting ── over ──► over
 * </pre>
 */
final class Parting {

    private final Sender self;
    private final Recorder recorder;
    private final Consumer<ToHome> home;
    private final Questions questions;
    private final Attendance<?> attendance;
    /** Whoever waits for the end; absent while it stays. */
    private @Nullable CompletableFuture<Void> leave;

    Parting(Sender self, Recorder recorder, Consumer<ToHome> home, Questions questions, Attendance<?> attendance) {
        this.self = self;
        this.recorder = recorder;
        this.home = home;
        this.questions = questions;
        this.attendance = attendance;
    }

    boolean begun() {
        return leave != null;
    }

    boolean isOver() {
        CompletableFuture<Void> waits = leave;
        return waits != null && waits.isDone();
    }

    /**
     * The node leaves.
     *
     * @param known whether a coordinator may await something from here
     */
    void begin(CompletableFuture<Void> done, boolean known) {
        if (isOver()) {
            done.complete(null);
            return;
        }
        leave = done;
        if (known || !attendance.isEmpty()) {
            ask();
        } else {
            over();
        }
    }

    /** Says again that it wants to go. */
    void ask() {
        if (begun() && !isOver()) {
            recorder.flush();
            home.accept(new ToHome.Part(self, recorder.clock()));
        }
    }

    /** Nobody waits for this agent any more: nor does anybody here get an answer. */
    void over() {
        CompletableFuture<Void> waits = leave == null ? new CompletableFuture<>() : leave;
        leave = waits;
        waits.complete(null);
        questions.abandon();
        attendance.abandon();
    }
}
