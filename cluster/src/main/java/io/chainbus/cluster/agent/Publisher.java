package io.chainbus.cluster.agent;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.cluster.wire.Event;
import io.chainbus.cluster.wire.PublisherCommand;
import io.chainbus.cluster.wire.ReceiptLine;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.cluster.wire.ToPublisher;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.recording.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node's publisher for a chain: numbers what is published here, sends what has come up together in one message, and asks
 * again for the oldest that has no receipt. What it had sent to a coordinator is sent to the next one too, which knows what
 * has become of it.
 */
public final class Publisher<T> extends AbstractBehavior<PublisherCommand> {

    /** Sends what has been published, behind all that is in the mailbox by now. */
    private enum Send implements PublisherCommand {
        INSTANCE
    }

    private enum Tick implements PublisherCommand {
        INSTANCE
    }

    /** The node leaves: nothing more is published here. Done when all has its receipt, or that has taken too long. */
    record Finish(CompletableFuture<Void> done) implements PublisherCommand {}

    private enum GiveUp implements PublisherCommand {
        INSTANCE
    }

    /** There is another coordinator: what has no receipt is asked for at once, since the one before gives none any more. */
    enum Ask implements PublisherCommand {
        INSTANCE
    }

    /** The chain has been closed: nothing is sent any more. */
    enum Close implements PublisherCommand {
        INSTANCE
    }

    /** The actor system goes down. */
    record Abandon(CompletableFuture<Void> done) implements PublisherCommand {}

    private final AgentSettings<T> settings;
    private final TimerScheduler<PublisherCommand> timers;
    private final String name;
    private final Consumer<ToHome> region;
    private final Recorder recorder;
    private final Executor executor;
    private final Consumer<Published<T>> over;
    private final PublishQueue<Published<T>> queue = new PublishQueue<>();

    /** Of the coordinator that was heard of last; 0 before any was. */
    private long epoch;

    private boolean sending;
    /** What was acknowledged last; the coordinator keeps results from there on. */
    private long acknowledged = 1;

    private long patience;
    private long askAgain;
    private long waitingFor;
    /** Whoever waits for the last receipt; absent until the node leaves. */
    private @Nullable CompletableFuture<Void> finishing;

    private boolean closed;

    private Publisher(
            ActorContext<PublisherCommand> context,
            TimerScheduler<PublisherCommand> timers,
            AgentSettings<T> settings,
            Consumer<ToHome> region,
            Consumer<Published<T>> over) {
        super(context);
        this.settings = settings;
        this.timers = timers;
        this.name = settings.agent().toString();
        this.region = region;
        this.recorder = settings.recorder();
        this.executor = context.getSystem().executionContext();
        this.over = over;
        this.patience = settings.limits().askAgainMin().toNanos();
        timers.startTimerWithFixedDelay(
                Tick.INSTANCE, settings.limits().askAgainMin().dividedBy(2));
    }

    /**
     * The publisher of one chain.
     *
     * @param region reaches the chain's coordinator, wherever it is
     * @param over hears of each that has its receipt, or never will; on any thread
     */
    static <T> Behavior<PublisherCommand> create(
            AgentSettings<T> settings, Consumer<ToHome> region, Consumer<Published<T>> over) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Publisher<>(context, timers, settings, region, over)));
    }

    @Override
    @SuppressWarnings("unchecked") // of this chain's payload, all of them
    public Receive<PublisherCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Published.class, published -> onPublished((Published<T>) published))
                .onMessage(ToPublisher.Receipts.class, this::onReceipts)
                .onMessage(Send.class, this::onSend)
                .onMessage(Tick.class, this::onTick)
                .onMessage(ToPublisher.Expected.class, this::onExpected)
                .onMessage(Finish.class, this::onFinish)
                .onMessage(GiveUp.class, this::onGiveUp)
                .onMessage(Ask.class, this::onAsk)
                .onMessage(Close.class, this::onClose)
                .onMessage(Abandon.class, this::onAbandon)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<PublisherCommand> onPublished(Published<T> published) {
        if (finishing != null || closed) {
            fail(published);
            return this;
        }
        boolean first = queue.isEmpty();
        queue.add(published);
        if (epoch == 0) {
            if (first) {
                publish(List.of());
            }
        } else {
            sendSoon();
        }
        return this;
    }

    private void sendSoon() {
        if (!sending) {
            sending = true;
            getContext().getSelf().tell(Send.INSTANCE);
        }
    }

    private Behavior<PublisherCommand> onSend(Send message) {
        sending = false;
        AgentSettings.Limits limits = settings.limits();
        while (queue.anyToSend()) {
            List<PublishQueue.Numbered<Published<T>>> taken = queue.take(
                    limits.trainLimit(),
                    limits.messageBytes(),
                    published -> published.packed().bytes().length);
            if (taken.isEmpty()) {
                break;
            }
            List<Event> events = new ArrayList<>(taken.size());
            taken.forEach(each -> events.add(event(each)));
            publish(events);
        }
        return this;
    }

    private static Event event(PublishQueue.Numbered<? extends Published<?>> each) {
        Published<?> published = each.event();
        return new Event(each.number(), published.key(), published.phase().name(), published.packed());
    }

    private void publish(List<Event> events) {
        acknowledged = queue.below();
        recorder.flush();
        region.accept(new ToHome.Publish(
                name, getContext().getSelf().narrow(), epoch, acknowledged, queue.sent(), events, recorder.clock()));
    }

    private Behavior<PublisherCommand> onReceipts(ToPublisher.Receipts message) {
        recorder.witness(message.clock());
        List<Published<T>> ended = new ArrayList<>(message.receipts().size());
        List<ReceiptLine> lines = new ArrayList<>(message.receipts().size());
        for (ReceiptLine line : message.receipts()) {
            Published<T> published = queue.received(line.number());
            if (published != null) {
                ended.add(published);
                lines.add(line);
            }
        }
        if (!ended.isEmpty()) {
            executor.execute(() -> complete(message, ended, lines));
        }
        finishIfDone();
        return this;
    }

    private void complete(ToPublisher.Receipts message, List<Published<T>> ended, List<ReceiptLine> lines) {
        Receipts<T> receipts =
                new Receipts<>(settings.chain(), message, settings.limits().openLimit());
        for (int index = 0; index < ended.size(); index++) {
            Published<T> published = ended.get(index);
            over.accept(published);
            published
                    .receipt()
                    .complete(receipts.receipt(
                            lines.get(index), published.key(), published.phase(), published.payload()));
        }
    }

    private Behavior<PublisherCommand> onExpected(ToPublisher.Expected expected) {
        recorder.witness(expected.clock());
        if (expected.epoch() < epoch) {
            return this;
        }
        if (expected.epoch() > epoch) {
            if (!expected.kept() && epoch != 0) {
                queue.dropSent(this::fail);
            }
            epoch = expected.epoch();
            queue.rewind(queue.below());
        } else {
            queue.rewind(expected.next());
        }
        sendSoon();
        return this;
    }

    private void fail(Published<T> published) {
        over.accept(published);
        published.receipt().completeExceptionally(new ChainStoppedException(settings.chain()));
    }

    /** What has no receipt for long is asked for again: the oldest, since the others come behind it. */
    private Behavior<PublisherCommand> onTick(Tick message) {
        long now = System.nanoTime();
        if (queue.isEmpty()) {
            if (finishing == null && acknowledged < queue.below()) {
                publish(List.of());
            }
            return this;
        }
        if (waitingFor != queue.below()) {
            waitingFor = queue.below();
            patience = settings.limits().askAgainMin().toNanos();
            askAgain = now + patience;
        } else if (now - askAgain >= 0) {
            patience = Math.min(2 * patience, settings.limits().askAgainMax().toNanos());
            askAgain = now + patience;
            PublishQueue.Numbered<Published<T>> oldest = queue.oldest();
            publish(epoch == 0 || oldest == null ? List.of() : List.of(event(oldest)));
        }
        return this;
    }

    private Behavior<PublisherCommand> onFinish(Finish message) {
        finishing = message.done();
        timers.startSingleTimer(GiveUp.INSTANCE, settings.limits().leavePatience());
        finishIfDone();
        return this;
    }

    private Behavior<PublisherCommand> onAsk(Ask message) {
        if (!queue.isEmpty()) {
            publish(List.of());
        }
        return this;
    }

    private Behavior<PublisherCommand> onClose(Close message) {
        closed = true;
        failAll();
        timers.cancel(Tick.INSTANCE);
        finishIfDone();
        return this;
    }

    private Behavior<PublisherCommand> onGiveUp(GiveUp message) {
        failAll();
        finishIfDone();
        return this;
    }

    /** From then on nothing is sent: a message that nobody takes any more would hold up the node's leaving. */
    private void finishIfDone() {
        CompletableFuture<Void> whoWaits = finishing;
        if (whoWaits != null && queue.isEmpty()) {
            if (!whoWaits.isDone() && epoch != 0 && !closed) {
                publish(List.of());
            }
            whoWaits.complete(null);
        }
    }

    private Behavior<PublisherCommand> onAbandon(Abandon message) {
        failAll();
        finishIfDone();
        message.done().complete(null);
        return this;
    }

    private Behavior<PublisherCommand> onPostStop(PostStop signal) {
        failAll();
        return this;
    }

    private void failAll() {
        queue.dropAll(this::fail);
    }
}
