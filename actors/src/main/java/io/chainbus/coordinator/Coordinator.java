package io.chainbus.coordinator;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.Inbox;
import io.chainbus.transit.MessageType;
import io.chainbus.transit.Overseer;
import io.chainbus.transit.Rail;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The actor that owns a chain. It turns decisions, which are the {@link Dispatcher}'s, into messages: sees trains off,
 * hears of the walks that have ended, and looks after deadlines while anything is under way.
 */
final class Coordinator<T> extends AbstractBehavior<ChainProtocol.Command<T>> {

    /** So many submissions are dealt with before others get their turn. */
    private static final int SUBMISSIONS_AT_ONCE = 4096;

    /** So many of them are opened together. */
    private static final int OPENED_AT_ONCE = 256;

    private final ChainSettings<T> settings;
    private final Inbox<Submission<T>> inbox;
    private final Recorder recorder;
    private final Overseer<T> overseer;
    private final Roster<T> roster;
    private final Executor executor;
    private final Replies replies;
    private final DeadlineTimer timer;
    private final Admittance admittance;
    private final Traffic<T> traffic;
    private final Closing<T> closing;
    private final Outlook<T> outlook;

    private final @Nullable Submission<T>[] opened = submissions(OPENED_AT_ONCE);

    private boolean departing;

    private Coordinator(
            ActorContext<ChainProtocol.Command<T>> context,
            TimerScheduler<ChainProtocol.Command<T>> timers,
            ChainSettings<T> settings,
            Inbox<Submission<T>> inbox,
            Admittance admittance) {
        super(context);
        this.settings = settings;
        this.inbox = inbox;
        this.admittance = admittance;
        this.recorder = settings.recorder();
        Dispatcher<SubscriberHandle<T>, T> dispatcher =
                new Dispatcher<>(settings.name(), settings.holding(), settings.phases());
        Tally tally = new Tally();
        ChainSettings.Limits limits = settings.limits();
        var self = context.getSelf();
        Rail<T> rail = new Rail<>(
                recorder,
                settings.timed(),
                limits.mdcInHandlers(),
                limits.stopBudget().toNanos(),
                settings.threads(),
                arrival -> self.tell(new ChainProtocol.Arrived<>(arrival)));
        this.overseer = new Overseer<>(rail);
        Subscribers<T> subscribers = new Subscribers<>(
                settings, rail, limits.defaultDeadline(), farewell -> self.tell(new ChainProtocol.Gone<>(farewell)));
        this.roster = new Roster<>(context, timers, settings, dispatcher, subscribers, overseer, tally);
        this.executor = context.getSystem().executionContext();
        this.replies = new Replies(executor, admittance);
        this.timer = new DeadlineTimer(
                limits,
                period -> timers.startTimerWithFixedDelay(TICK, new ChainProtocol.Inspect<>(), period),
                () -> timers.cancel(TICK));
        this.traffic = new Traffic<>(settings, dispatcher, rail, recorder, tally);
        this.outlook = new Outlook<>(settings, dispatcher, tally, admittance);
        this.closing = new Closing<>(settings.name(), dispatcher, settings.phases(), traffic);
        recorder.declared(settings.holding(), settings.phases());
    }

    private static final Object TICK = "deadlines";

    static <T> Behavior<ChainProtocol.Command<T>> create(
            ChainSettings<T> settings, Inbox<Submission<T>> inbox, Admittance admittance) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Coordinator<>(context, timers, settings, inbox, admittance)));
    }

    @Override
    public Receive<ChainProtocol.Command<T>> createReceive() {
        return newReceiveBuilder()
                .onMessage(MessageType.of(ChainProtocol.Submitted.class), this::onSubmitted)
                .onMessage(MessageType.of(ChainProtocol.Arrived.class), this::onArrived)
                .onMessage(MessageType.of(ChainProtocol.Publish.class), this::onPublish)
                .onMessage(MessageType.of(ChainProtocol.Depart.class), this::onDepart)
                .onMessage(MessageType.of(ChainProtocol.Register.class), this::onRegister)
                .onMessage(MessageType.of(ChainProtocol.Unregister.class), this::onUnregister)
                .onMessage(MessageType.of(ChainProtocol.Close.class), this::onClose)
                .onMessage(MessageType.of(ChainProtocol.Explain.class), this::onExplain)
                .onMessage(MessageType.of(ChainProtocol.View.class), this::onView)
                .onMessage(MessageType.of(ChainProtocol.Gone.class), this::onGone)
                .onMessage(MessageType.of(ChainProtocol.ShellStopped.class), this::onShellStopped)
                .onMessage(MessageType.of(ChainProtocol.TimeUp.class), this::onTimeUp)
                .onMessage(MessageType.of(ChainProtocol.Inspect.class), this::onInspect)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<ChainProtocol.Command<T>> onSubmitted(ChainProtocol.Submitted<T> message) {
        inbox.open();
        int count = 0;
        for (int size = open(); size > 0; size = open()) {
            for (int index = 0; index < size; index++) {
                Submission<T> next = Objects.requireNonNull(opened[index]);
                opened[index] = null;
                if (next instanceof Submission.Abandoning<T>) {
                    abandon();
                    return Behaviors.stopped();
                }
                submitted(next);
            }
            count += size;
            if (count >= SUBMISSIONS_AT_ONCE) {
                getContext().getSelf().tell(message);
                break;
            }
        }
        return done();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays
    private static <T> @Nullable Submission<T>[] submissions(int size) {
        return new Submission[size];
    }

    /**
     * Opens some of what has been asked, before any of it is looked into: a publisher has just written it on another
     * core, and the waits for that go on side by side in a loop that does little else.
     *
     * @return how many are {@link #opened}
     */
    private int open() {
        int size = 0;
        while (size < opened.length) {
            Submission<T> next = inbox.poll();
            if (next == null) {
                break;
            }
            replies.open(next.future());
            opened[size++] = next;
        }
        return size;
    }

    private void submitted(Submission<T> submission) {
        if (submission instanceof Publishing<T> publishing) {
            if (admittance.closing()) {
                replies.complete((Asked<Receipt<T>>) publishing, turnedAway(publishing));
                return;
            }
            traffic.accept(publishing);
        } else if (submission instanceof Submission.Enlisting<T> enlisting) {
            register(enlisting.subscriber(), reply -> replies.complete(enlisting.future(), reply));
        } else if (submission instanceof Submission.Reserving<T> reserving) {
            reserve(reserving.subscriber(), reply -> replies.complete(reserving.future(), reply));
        } else if (submission instanceof Submission.Stepping<T> stepping) {
            roster.registrations().step(stepping.step(), reply -> replies.complete(stepping.future(), reply));
        } else if (submission instanceof Submission.Needing<T> needing) {
            replies.complete(needing.future(), traffic.toRelease(needing.key(), needing.what()));
        } else if (submission instanceof Submission.Leaving<T> leaving) {
            roster.leaves()
                    .unregister(
                            leaving.id(),
                            leaving.mode(),
                            leaving.caller(),
                            reply -> replies.complete(leaving.future(), reply));
        } else if (submission instanceof Submission.Closing<T> close) {
            close(close.mode(), closed -> replies.complete(close.future(), closed));
        } else if (submission instanceof Submission.Explaining<T> explaining) {
            replies.complete(explaining.future(), outlook.dryRun(explaining.key(), explaining.phase()));
        } else if (submission instanceof Submission.Viewing<T> viewing) {
            replies.complete(viewing.future(), outlook.view());
        }
    }

    /** The receipt of an event that was let in and came to a chain that is closing; it is let out. On any thread. */
    private Receipt<T> turnedAway(Publishing<T> publishing) {
        PublishRefusal refusal = new PublishRefusal.Closing(settings.name());
        admittance.turnAway();
        recorder.refusedAtOnce(publishing.key(), refusal);
        return Receipt.refusedAtOnce(publishing.key(), publishing.phase(), publishing.payload(), refusal);
    }

    private Behavior<ChainProtocol.Command<T>> onPublish(ChainProtocol.Publish<T> publish) {
        String key;
        PublishRefusal refusal;
        try {
            key = Events.key(settings, publish.phase(), publish.payload());
            refusal = admittance.enter();
        } catch (RuntimeException | StackOverflowError e) {
            key = "";
            refusal = new PublishRefusal.NotAnEvent(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        if (refusal != null) {
            recorder.refusedAtOnce(key, refusal);
            publish.replyTo().tell(Receipt.refusedAtOnce(key, publish.phase(), publish.payload(), refusal));
            return Behaviors.same();
        }
        traffic.accept(key, publish.phase(), publish.payload(), receipt -> {
            admittance.leave();
            publish.replyTo().tell(receipt);
        });
        if (traffic.nothingUnderWay()) {
            return done();
        }
        // Behind the publishes that are in the mailbox by now, so that they go on one train.
        if (!departing && traffic.anyReady()) {
            departing = true;
            getContext().getSelf().tell(new ChainProtocol.Depart<>());
        }
        return Behaviors.same();
    }

    private Behavior<ChainProtocol.Command<T>> onDepart(ChainProtocol.Depart<T> message) {
        departing = false;
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onArrived(ChainProtocol.Arrived<T> message) {
        traffic.arrived(message.arrival());
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onRegister(ChainProtocol.Register<T> message) {
        register(message.subscriber(), message.replyTo()::tell);
        return done();
    }

    private void register(Subscriber<T> subscriber, Consumer<ChainProtocol.RegisterReply> replyTo) {
        if (admittance.closing()) {
            replyTo.accept(new ChainProtocol.RegistrationRefused(
                    new RegistrationRefusal.ChainClosing(subscriber.id(), settings.name())));
            return;
        }
        timer.deadline(subscriber.deadline().orElse(settings.limits().defaultDeadline()));
        roster.registrations().register(subscriber, replyTo);
    }

    private void reserve(Subscriber<T> subscriber, Consumer<JointStep.Answer<T>> replyTo) {
        if (admittance.closing()) {
            replyTo.accept(
                    new JointStep.Refused<>(new RegistrationRefusal.ChainClosing(subscriber.id(), settings.name())));
            return;
        }
        timer.deadline(subscriber.deadline().orElse(settings.limits().defaultDeadline()));
        roster.registrations().reserve(subscriber, replyTo);
    }

    private Behavior<ChainProtocol.Command<T>> onUnregister(ChainProtocol.Unregister<T> message) {
        roster.leaves().unregister(message.id(), message.mode(), null, message.replyTo()::tell);
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onClose(ChainProtocol.Close<T> message) {
        close(message.mode(), message.replyTo()::tell);
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onExplain(ChainProtocol.Explain<T> message) {
        message.replyTo().tell(outlook.dryRun(message.key(), message.phase()));
        return Behaviors.same();
    }

    private Behavior<ChainProtocol.Command<T>> onView(ChainProtocol.View<T> message) {
        message.replyTo().tell(outlook.view());
        return Behaviors.same();
    }

    private void close(CloseMode mode, Consumer<ChainProtocol.Closed> replyTo) {
        admittance.close();
        roster.registrations().closing();
        closing.ask(mode, replyTo);
    }

    private Behavior<ChainProtocol.Command<T>> onGone(ChainProtocol.Gone<T> message) {
        roster.leaves().gone(message.farewell());
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onShellStopped(ChainProtocol.ShellStopped<T> message) {
        roster.leaves().stopped(message.handle());
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onTimeUp(ChainProtocol.TimeUp<T> message) {
        roster.timeUp(message);
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onInspect(ChainProtocol.Inspect<T> message) {
        if (traffic.busy()) {
            overseer.inspect(System.nanoTime());
        }
        replies.help();
        if (!traffic.busy() && !replies.delivering()) {
            timer.stop();
        }
        return done();
    }

    /** What follows from whatever was just done: who can leave leaves, who waits is answered, who closes closes. */
    private Behavior<ChainProtocol.Command<T>> done() {
        do {
            traffic.depart();
        } while (roster.leaves().dismissStuck());
        boolean closed = false;
        // What nobody holds has gone down when it departs, and nothing else comes back to say so.
        while (!closed && closing.due() && !roster.unsettled()) {
            closed = closing.proceed();
            traffic.depart();
        }
        if (closed) {
            // Before that is said: who hears of it may open a chain of this name again.
            inbox.close(this::tooLate);
        }
        replies.flush();
        if (closed) {
            return Behaviors.stopped();
        }
        if (traffic.busy() || replies.delivering()) {
            timer.start();
        }
        return Behaviors.same();
    }

    private Behavior<ChainProtocol.Command<T>> onPostStop(PostStop signal) {
        abandon();
        return Behaviors.same();
    }

    /** Nothing is answered any more. */
    private void abandon() {
        inbox.close(this::tooLate);
        roster.leaves().stopping();
        replies.fail(new ChainStoppedException(settings.name()));
    }

    /** Came while the chain was stopping: on any thread. */
    private void tooLate(Submission<T> submission) {
        Asked<?> asked = submission.future();
        if (submission instanceof Publishing<T> publishing && admittance.closing()) {
            publishing.answer(turnedAway(publishing));
        } else {
            asked.fail(new ChainStoppedException(settings.name()));
        }
        new Delivery(List.of(asked), executor).send();
    }
}
