package io.chainbus.cluster.journal.jdbc;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.journal.Journal.Write;
import io.chainbus.cluster.journal.jdbc.ChainRows.Fenced;
import io.chainbus.cluster.journal.jdbc.ChainRows.Found;
import io.chainbus.cluster.journal.jdbc.ChainRows.Outcome;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Answered;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Append;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Late;
import io.chainbus.cluster.journal.jdbc.WriterCommand.Refused;
import java.util.Map;

/** A chain's writer until it has claimed the chain and read what there is; then it is a {@link Writing}. */
final class Recovery extends AbstractBehavior<WriterCommand> {

    private final Errand errand;
    private final ActorRef<Journal.Answer> coordinator;
    private final long snapshotAfter;

    static Behavior<Write> create(Database database, String chain, String by, ActorRef<Journal.Answer> coordinator) {
        Dialect dialect = database.settings().dialect();
        Database.Work<Outcome> claim = connection -> ChainRows.claim(connection, dialect, chain, by);
        Behavior<WriterCommand> writer = Behaviors.setup(context -> {
            context.setLoggerName(JdbcJournal.class);
            return Behaviors.withTimers(timers -> new Recovery(
                    context,
                    new Errand(context, timers, database, coordinator, claim),
                    coordinator,
                    database.settings().snapshotAfter()));
        });
        return Behaviors.transformMessages(
                Write.class,
                Behaviors.withMdc(WriterCommand.class, Map.of("chain", chain), writer),
                writes -> writes.match(Write.class, Append::new));
    }

    private Recovery(
            ActorContext<WriterCommand> context,
            Errand errand,
            ActorRef<Journal.Answer> coordinator,
            long snapshotAfter) {
        super(context);
        this.errand = errand;
        this.coordinator = coordinator;
        this.snapshotAfter = snapshotAfter;
    }

    @Override
    public Receive<WriterCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Answered.class, this::onAnswered)
                .onMessage(Refused.class, this::onRefused)
                .onMessage(Late.class, this::onLate)
                .onMessage(Append.class, this::onAppend)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<WriterCommand> onAnswered(Answered answered) {
        errand.answered();
        if (answered.outcome() instanceof Found found) {
            coordinator.tell(new Journal.Recovered(found.state().copy()));
            return new Writing(getContext(), errand, coordinator, new Progress(found, snapshotAfter));
        }
        if (answered.outcome() instanceof Fenced fenced) {
            return errand.fenced(fenced);
        }
        throw new IllegalStateException("a claim was answered with " + answered.outcome());
    }

    private Behavior<WriterCommand> onRefused(Refused refused) {
        return errand.failed(refused.why());
    }

    private Behavior<WriterCommand> onLate(Late late) {
        errand.stalled();
        return this;
    }

    private Behavior<WriterCommand> onAppend(Append append) {
        throw new IllegalStateException("a batch came before the coordinator knew what there is");
    }

    private Behavior<WriterCommand> onPostStop(PostStop stop) {
        errand.abandon();
        return this;
    }
}
