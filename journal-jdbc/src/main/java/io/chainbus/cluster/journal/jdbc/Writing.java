package io.chainbus.cluster.journal.jdbc;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Receive;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.journal.Journal.Write;
import io.chainbus.cluster.journal.jdbc.ChainRows.Appended;
import io.chainbus.cluster.journal.jdbc.ChainRows.Compacted;
import io.chainbus.cluster.journal.jdbc.ChainRows.Fenced;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Answered;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Append;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Late;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Refused;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes a chain's events, one batch after the other, and now and then a snapshot; what its coordinator sends meanwhile
 * waits.
 */
final class Writing extends AbstractBehavior<WriterCommand> {

    private final Errand errand;
    private final ActorRef<Journal.Answer> coordinator;
    private final Progress progress;

    /** Those without an answer; the first is out, unless a snapshot is. */
    private final Queue<Write> owed = new ArrayDeque<>();

    private boolean compacting;

    Writing(
            ActorContext<WriterCommand> context,
            Errand errand,
            ActorRef<Journal.Answer> coordinator,
            Progress progress) {
        super(context);
        this.errand = errand;
        this.coordinator = coordinator;
        this.progress = progress;
    }

    @Override
    public Receive<WriterCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Append.class, this::onAppend)
                .onMessage(Answered.class, this::onAnswered)
                .onMessage(Refused.class, this::onRefused)
                .onMessage(Late.class, this::onLate)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<WriterCommand> onAppend(Append append) {
        owed.add(append.write());
        return owed.size() == 1 && !compacting ? write(append.write()) : this;
    }

    private Behavior<WriterCommand> write(Write write) {
        try {
            errand.ask(progress.next(write.events()));
            return this;
        } catch (RuntimeException e) {
            getContext().getLog().error("batch {} does not follow from what was written", write.batch(), e);
            return errand.failed(e);
        }
    }

    private Behavior<WriterCommand> onAnswered(Answered answered) {
        errand.answered();
        if (answered.outcome() instanceof Fenced fenced) {
            return errand.fenced(fenced);
        }
        if (answered.outcome() instanceof Appended appended) {
            progress.appended(appended.bytes());
            coordinator.tell(new Journal.Written(owed.remove().batch()));
            if (progress.isTimeForASnapshot()) {
                compacting = true;
                errand.askOnce(progress.compaction());
                return this;
            }
        } else if (answered.outcome() instanceof Compacted compacted) {
            progress.compacted(compacted.bytes());
            compacting = false;
        }
        return goOn();
    }

    private Behavior<WriterCommand> goOn() {
        Write next = owed.peek();
        return next == null ? this : write(next);
    }

    private Behavior<WriterCommand> onRefused(Refused refused) {
        if (!compacting) {
            return errand.failed(refused.why());
        }
        // All is there without it, and only takes more room.
        errand.answered();
        getContext().getLog().warn("no snapshot this time: {}", Trouble.line(refused.why()));
        progress.notCompacted();
        compacting = false;
        return goOn();
    }

    private Behavior<WriterCommand> onLate(Late late) {
        if (owed.isEmpty()) {
            errand.waitOn();
        } else {
            errand.stalled();
        }
        return this;
    }

    private Behavior<WriterCommand> onPostStop(PostStop stop) {
        errand.abandon();
        return this;
    }
}
