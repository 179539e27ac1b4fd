package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.Journal;
import java.time.Duration;
import java.util.List;

/** A coordinator, so far as a writer knows it, in a test's hands. */
final class Coordinator {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestProbe<Journal.Answer> answers;
    private final ActorRef<Journal.Write> writer;
    private long batch;
    private long written;

    Coordinator(ActorTestKit kit, Database database, String chain) {
        answers = kit.createTestProbe(Journal.Answer.class);
        writer = kit.spawn(
                Recovery.create(database, chain, answers.getRef().path().name(), answers.getRef()));
    }

    ActorRef<Journal.Write> writer() {
        return writer;
    }

    ChainState recovered() {
        return expect(Journal.Recovered.class).state();
    }

    void send(List<ChainEvent> events) {
        batch++;
        writer.tell(new Journal.Write(batch, events));
    }

    /** All that was sent is; what the journal says of delays is passed by. */
    void written() {
        while (written < batch) {
            Journal.Answer answer = answers.receiveMessage(PATIENCE);
            if (!(answer instanceof Journal.Stalled)) {
                written++;
                assertThat(answer).isEqualTo(new Journal.Written(written));
            }
        }
    }

    void write(List<ChainEvent> events) {
        send(events);
        written();
    }

    <T extends Journal.Answer> T expect(Class<T> type) {
        return type.cast(
                assertThat(answers.receiveMessage(PATIENCE)).isInstanceOf(type).actual());
    }
}
