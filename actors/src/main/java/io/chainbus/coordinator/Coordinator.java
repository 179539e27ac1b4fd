package io.chainbus.coordinator;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.dispatch.Departure;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.transit.Inbox;
import io.chainbus.transit.MessageType;
import io.chainbus.transit.Overseer;
import io.chainbus.transit.Rail;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Walk;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The actor that owns a chain. It turns decisions, which are the {@link Dispatcher}'s, into messages: sees trains off,
 * hears of the walks that have ended, and looks after deadlines while anything is under way.
 */
final class Coordinator<T> extends AbstractBehavior<ChainProtocol.Command<T>> {

    /** So many submissions are dealt with before others get their turn. */
    private static final int SUBMISSIONS_AT_ONCE = 4096;

    private final ChainSettings<T> settings;
    private final Inbox<Submission<T>> inbox;
    private final Recorder recorder;
    private final Dispatcher<SubscriberHandle<T>, T> dispatcher;
    private final Rail<T> rail;
    private final Overseer<T> overseer;
    private final Roster<T> roster;
    private final Replies replies;
    private final DeadlineTimer timer;

    private int trainsUnderWay;
    private boolean departing;

    private Coordinator(
            ActorContext<ChainProtocol.Command<T>> context,
            TimerScheduler<ChainProtocol.Command<T>> timers,
            ChainSettings<T> settings,
            Inbox<Submission<T>> inbox) {
        super(context);
        this.settings = settings;
        this.inbox = inbox;
        this.recorder = settings.recorder();
        this.dispatcher = new Dispatcher<>(settings.name(), settings.holding());
        ChainSettings.Limits limits = settings.limits();
        var self = context.getSelf();
        this.rail = new Rail<>(
                recorder,
                settings.timed(),
                limits.mdcInHandlers(),
                limits.stopBudget().toNanos(),
                arrival -> self.tell(new ChainProtocol.Arrived<>(arrival)));
        this.overseer = new Overseer<>(rail);
        Subscribers<T> subscribers = new Subscribers<>(
                rail, limits.defaultDeadline(), farewell -> self.tell(new ChainProtocol.Gone<>(farewell)));
        this.roster = new Roster<>(context, dispatcher.membership(), subscribers, overseer, recorder);
        this.replies = new Replies(context.getSystem().executionContext());
        this.timer = new DeadlineTimer(
                limits,
                period -> timers.startTimerWithFixedDelay(TICK, new ChainProtocol.Inspect<>(), period),
                () -> timers.cancel(TICK));
        recorder.declared(settings.holding(), settings.phases());
    }

    private static final Object TICK = "deadlines";

    static <T> Behavior<ChainProtocol.Command<T>> create(ChainSettings<T> settings, Inbox<Submission<T>> inbox) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Coordinator<>(context, timers, settings, inbox)));
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
                .onMessage(MessageType.of(ChainProtocol.Gone.class), this::onGone)
                .onMessage(MessageType.of(ChainProtocol.ShellStopped.class), this::onShellStopped)
                .onMessage(MessageType.of(ChainProtocol.Inspect.class), this::onInspect)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<ChainProtocol.Command<T>> onSubmitted(ChainProtocol.Submitted<T> message) {
        inbox.open();
        int count = 0;
        for (Submission<T> next = inbox.poll(); next != null; next = inbox.poll()) {
            submitted(next);
            if (++count == SUBMISSIONS_AT_ONCE) {
                getContext().getSelf().tell(message);
                break;
            }
        }
        depart();
        return done();
    }

    private void submitted(Submission<T> submission) {
        replies.open(submission.future());
        if (submission instanceof Submission.Publishing<T> publishing) {
            accept(
                    publishing.key(),
                    publishing.phase(),
                    publishing.payload(),
                    receipt -> replies.complete(publishing.future(), receipt));
        } else if (submission instanceof Submission.Enlisting<T> enlisting) {
            replies.complete(enlisting.future(), register(enlisting.subscriber()));
        } else if (submission instanceof Submission.Leaving<T> leaving) {
            roster.unregister(leaving.id(), reply -> replies.complete(leaving.future(), reply));
        }
    }

    private Behavior<ChainProtocol.Command<T>> onPublish(ChainProtocol.Publish<T> publish) {
        String key;
        try {
            key = Events.key(settings, publish.phase(), publish.payload());
        } catch (RuntimeException | StackOverflowError e) {
            PublishRefusal refusal =
                    new PublishRefusal.NotAnEvent(e.getMessage() == null ? e.toString() : e.getMessage());
            Publication<T> never = new Publication<>(
                    0, "", publish.payload(), publish.phase(), Cause.FORWARD, publish.replyTo()::tell);
            publish.replyTo().tell(Receipt.refused(never, refusal));
            return Behaviors.same();
        }
        accept(key, publish.phase(), publish.payload(), publish.replyTo()::tell);
        // Behind the publishes that are in the mailbox by now, so that they go on one train.
        if (!departing && dispatcher.anyReady()) {
            departing = true;
            getContext().getSelf().tell(new ChainProtocol.Depart<>());
        }
        return Behaviors.same();
    }

    private void accept(String key, Phase phase, T payload, Consumer<Receipt<T>> receiver) {
        recorder.published(dispatcher.accept(key, payload, phase, Cause.FORWARD, receiver));
    }

    private Behavior<ChainProtocol.Command<T>> onDepart(ChainProtocol.Depart<T> message) {
        departing = false;
        depart();
        return done();
    }

    /** Lets trains leave while there is anything to leave and not too many are under way. */
    private void depart() {
        ChainSettings.Limits limits = settings.limits();
        while (dispatcher.anyReady() && trainsUnderWay < limits.trainsInFlight()) {
            Departure<SubscriberHandle<T>, T> departure = dispatcher.depart(limits.trainLimit());
            for (Departure.Refused<T> refused : departure.refused()) {
                recorder.refusedAtTurn(refused.publication(), refused.refusal());
                refused.publication().receiver().accept(Receipt.refused(refused.publication(), refused.refusal()));
            }
            departure.started().forEach(recorder::started);
            departure.atOnce().forEach(this::report);
            if (!departure.train().isEmpty()) {
                trainsUnderWay++;
                rail.depart(departure.route(), departure.train());
            }
        }
        if (dispatcher.open() > 0) {
            timer.start();
        }
    }

    private Behavior<ChainProtocol.Command<T>> onArrived(ChainProtocol.Arrived<T> message) {
        for (Walk<T> walk : message.arrival().ended()) {
            dispatcher.ended(walk);
            report(walk);
        }
        trainsUnderWay -= message.arrival().counted();
        depart();
        return done();
    }

    private void report(Walk<T> walk) {
        recorder.ended(walk);
        walk.publication().receiver().accept(walk.receipt());
    }

    private Behavior<ChainProtocol.Command<T>> onRegister(ChainProtocol.Register<T> message) {
        message.replyTo().tell(register(message.subscriber()));
        return done();
    }

    private ChainProtocol.RegisterReply register(io.chainbus.subscriber.Subscriber<T> subscriber) {
        ChainProtocol.RegisterReply reply = roster.register(subscriber);
        if (reply instanceof ChainProtocol.Registered) {
            timer.deadline(subscriber.deadline().orElse(settings.limits().defaultDeadline()));
        }
        return reply;
    }

    private Behavior<ChainProtocol.Command<T>> onUnregister(ChainProtocol.Unregister<T> message) {
        roster.unregister(message.id(), message.replyTo()::tell);
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onGone(ChainProtocol.Gone<T> message) {
        roster.gone(message.farewell());
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onShellStopped(ChainProtocol.ShellStopped<T> message) {
        roster.stopped(message.handle());
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> onInspect(ChainProtocol.Inspect<T> message) {
        if (dispatcher.open() == 0) {
            timer.stop();
        } else {
            overseer.inspect(System.nanoTime()).forEach(roster::stuck);
        }
        return done();
    }

    private Behavior<ChainProtocol.Command<T>> done() {
        replies.flush();
        return Behaviors.same();
    }

    private Behavior<ChainProtocol.Command<T>> onPostStop(PostStop signal) {
        ChainStoppedException reason = new ChainStoppedException(settings.name());
        inbox.close(submission -> replies.open(submission.future()));
        replies.fail(reason);
        return Behaviors.same();
    }

    /** When to look at deadlines: a tenth of the shortest, and only while anything is under way. */
    private static final class DeadlineTimer {

        private final ChainSettings.Limits limits;
        private final Consumer<Duration> start;
        private final Runnable stop;
        private Duration period;
        private boolean running;

        DeadlineTimer(ChainSettings.Limits limits, Consumer<Duration> start, Runnable stop) {
            this.limits = limits;
            this.start = start;
            this.stop = stop;
            this.period = limits.deadlineCheckMax();
        }

        /** There is a subscriber with that deadline. */
        void deadline(Duration deadline) {
            Duration tenth = deadline.dividedBy(10);
            if (tenth.compareTo(limits.deadlineCheckMin()) < 0) {
                tenth = limits.deadlineCheckMin();
            }
            if (tenth.compareTo(period) < 0) {
                period = tenth;
                if (running) {
                    start.accept(period);
                }
            }
        }

        void start() {
            if (!running) {
                running = true;
                start.accept(period);
            }
        }

        void stop() {
            running = false;
            stop.run();
        }
    }
}
