package io.chainbus;

import static io.chainbus.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.history.Line;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.recording.Eavesdropper;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * Chains on which durable subscribers go and come back: time passes when it is told to, who answers with an actor can be
 * made to die, every call of a handler is noted, and the histories are checked in the end.
 */
final class DurableLife implements AutoCloseable {

    static final Duration WINDOW = Duration.ofMinutes(2);
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final ActorTestKit kit = ActorTestKit.create(
            ConfigFactory.parseString("chainbus { rejoin-window = 2 minutes, rejoin-patience = 1 minute }")
                    .withFallback(ManualTime.config())
                    .withFallback(ConfigFactory.load()));
    final ManualTime time = ManualTime.get(kit.system());
    final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final HistoryChecker checker = new HistoryChecker();
    private long lines;

    Chain<String> chain(String name) {
        return Chainbus.get(kit.system())
                .chain(ChainSpec.named(name, String.class).history(new Eavesdropper(name, this::line)));
    }

    private synchronized void line(Line line) {
        checker.accept(new PlacedLine(new Place("history", ++lines), line));
    }

    /** Whose policy lets everything pass. */
    static Subscriber.Builder<String> durable(String id) {
        return Subscriber.<String>named(id).durable().onFailure(FailurePolicy.ignore());
    }

    /** An actor that notes each visit and answers with what {@code answer} makes of it; it dies when it is stopped. */
    ActorRef<VisitRequest<String>> mortal(Function<Visit<String>, Verdict> answer) {
        return kit.spawn(Behaviors.<VisitRequest<String>>receiveMessage(request -> {
            note(request.visit());
            request.answer(answer.apply(request.visit()));
            return Behaviors.same();
        }));
    }

    ActorRef<VisitRequest<String>> mortal() {
        return mortal(visit -> Verdict.ok());
    }

    Verdict note(Visit<String> visit) {
        calls.add(visit.cause() + " " + visit.phase().name() + " " + visit.key());
        return Verdict.ok();
    }

    /** The actor stops, and the chain has seen it. */
    void dies(Chain<String> chain, ActorRef<?> actor) {
        long before = await(chain.view()).counters().absences();
        kit.stop(actor.unsafeUpcast(), Waiting.AT_MOST);
        untilAway(chain, before + 1);
    }

    void untilAway(Chain<String> chain, long times) {
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> await(chain.view()).counters().absences() == times);
    }

    /** In the order of the visits: who, what it came to, and where that came from. */
    static List<String> visits(CompletionStage<Receipt<String>> receipt) {
        return await(receipt).visits().stream()
                .map(visit -> visit.subscriber() + " " + visit.result() + " " + visit.source())
                .toList();
    }

    static ChainProtocol.Registered registered(CompletionStage<ChainProtocol.RegisterReply> reply) {
        return await(reply).orThrow();
    }

    static List<String> holds(ChainProtocol.Registered registered) {
        return registered.holds().stream()
                .map(hold -> hold.phase().name() + " " + hold.key())
                .toList();
    }

    /** Whether somebody of that id is on the chain. */
    static boolean isOn(Chain<String> chain, String id) {
        return await(chain.view()).seats().stream().anyMatch(seat -> seat.id().equals(id));
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        synchronized (this) {
            assertThat(checker.finish().shown()).isEmpty();
        }
    }
}
