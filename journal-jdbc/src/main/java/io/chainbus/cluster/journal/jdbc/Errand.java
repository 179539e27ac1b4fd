package io.chainbus.cluster.journal.jdbc;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.journal.jdbc.ChainRows.Fenced;
import io.chainbus.cluster.journal.jdbc.ChainRows.Outcome;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Answered;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Late;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Refused;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What a chain's writer asks of the database, one thing at a time, and what it says when that takes long or fails. */
final class Errand {

    private static final Late LATE = new Late();

    private final ActorContext<WriterCommand> context;
    private final TimerScheduler<WriterCommand> timers;
    private final Database database;
    private final ActorRef<Journal.Answer> coordinator;
    private final Duration patience;

    private Attempts<Outcome> last;
    private boolean stalled;

    /** Begins with that. */
    Errand(
            ActorContext<WriterCommand> context,
            TimerScheduler<WriterCommand> timers,
            Database database,
            ActorRef<Journal.Answer> coordinator,
            Database.Work<Outcome> first) {
        this.context = context;
        this.timers = timers;
        this.database = database;
        this.coordinator = coordinator;
        this.patience = database.settings().stallAfter();
        this.last = awaited(database.untilDone(first));
    }

    /** Until it is done, or cannot be. */
    void ask(Database.Work<Outcome> work) {
        last = awaited(database.untilDone(work));
    }

    /** Not again when it fails. */
    void askOnce(Database.Work<Outcome> work) {
        last = awaited(database.attempt(work));
    }

    private Attempts<Outcome> awaited(Attempts<Outcome> attempts) {
        waitOn();
        context.pipeToSelf(
                attempts.result(), (outcome, failure) -> outcome != null ? new Answered(outcome) : refused(failure));
        return attempts;
    }

    private static Refused refused(Throwable failure) {
        Throwable cause = failure.getCause();
        return new Refused(failure instanceof CompletionException && cause != null ? cause : failure);
    }

    void answered() {
        timers.cancel(LATE);
        if (stalled) {
            stalled = false;
            context.getLog().info("the journal goes on");
        }
    }

    /** The coordinator waits for longer than it should. */
    void stalled() {
        String trouble = last.trouble();
        String why = "no answer of the journal for " + patience.toMillis() + " ms"
                + (trouble.isEmpty() ? "" : ": " + trouble);
        stalled = true;
        context.getLog().warn("{}", why);
        coordinator.tell(new Journal.Stalled(why));
    }

    /** Not the coordinator waits, but it may come to. */
    void waitOn() {
        timers.startSingleTimer(LATE, LATE, patience);
    }

    Behavior<WriterCommand> fenced(Fenced fenced) {
        context.getLog().info("the chain is written by another one now: {}", fenced.by());
        coordinator.tell(new Journal.Fenced(fenced.by()));
        return Behaviors.stopped();
    }

    Behavior<WriterCommand> failed(Throwable why) {
        context.getLog().error("the journal cannot go on: {}", Trouble.line(why));
        coordinator.tell(new Journal.Failed(Trouble.line(why)));
        return Behaviors.stopped();
    }

    /** Nobody waits for the answer any more. */
    void abandon() {
        last.abandon();
    }
}
