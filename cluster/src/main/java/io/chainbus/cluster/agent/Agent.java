package io.chainbus.cluster.agent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.cluster.wire.AgentCommand;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.recording.Recorder;
import io.chainbus.transit.Overseer;
import io.chainbus.transit.Rail;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.transit.Subscribers;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node's agent for a chain: its subscribers' actors are its children, and whatever the chain's coordinator wants of them
 * goes through it. It lives as long as its node, and outlives coordinators.
 */
public final class Agent<T> extends AbstractBehavior<AgentCommand> {

    /** Hears what becomes of the chain's coordinator; on the agent's thread. */
    interface Listener {

        /** There is another one. */
        void moved();

        /** The chain has been closed. */
        void over();
    }

    private final AgentSettings<T> settings;
    private final TimerScheduler<AgentCommand> timers;
    private final Consumer<ToHome> region;
    private final Listener listener;
    private final Recorder recorder;
    private final Overseer<T> overseer;
    private final Work<T> work;
    private final Attendance<T> attendance;
    private final Questions questions;
    private final Parting parting;
    private final Sender self;

    /** Of the coordinator that was heard of last; it never goes back. */
    private long epoch;

    private @Nullable ActorRef<HomeCommand> home;
    private boolean answering;
    private boolean inspecting;
    private Duration inspection;

    private Agent(
            ActorContext<AgentCommand> context,
            TimerScheduler<AgentCommand> timers,
            AgentSettings<T> settings,
            Consumer<ToHome> region,
            Listener listener) {
        super(context);
        this.listener = listener;
        this.settings = settings;
        this.timers = timers;
        this.region = region;
        this.recorder = settings.recorder();
        this.self = new Sender(settings.agent(), context.getSelf().narrow());
        AgentSettings.Limits limits = settings.limits();
        this.inspection = limits.deadlineCheckMax();
        var me = context.getSelf();
        Rail<T> rail = new Rail<>(
                recorder,
                settings.spec().isTimed(),
                limits.mdcInHandlers(),
                limits.stopBudget().toNanos(),
                context.getExecutionContext(),
                arrival -> me.tell(new AgentAsk.Arrived<>(arrival)));
        this.overseer = new Overseer<>(rail);
        Subscribers<T> subscribers = new Subscribers<>(
                settings, rail, limits.defaultDeadline(), farewell -> me.tell(new AgentAsk.Gone<>(farewell)));
        Roll<T> roll = new Roll<>();
        this.work = new Work<>(
                settings, new Payloads<>(context.getSystem(), settings.spec().payload()), roll, rail, this::tellHome);
        this.attendance = new Attendance<>(settings, self, roll, subscribers, overseer, this::tellHome, this::start);
        this.questions = new Questions(settings.chain(), self, recorder, this::tellHome);
        this.parting = new Parting(self, recorder, this::tellHome, questions, attendance);
        timers.startTimerWithFixedDelay(AgentAsk.Tick.INSTANCE, limits.askAgainMin());
        attach();
    }

    /**
     * The agent of one chain.
     *
     * @param region reaches the chain's coordinator, wherever it is
     * @param listener hears of the coordinator what the node's publisher is to know
     */
    public static <T> Behavior<AgentCommand> create(
            AgentSettings<T> settings, Consumer<ToHome> region, Listener listener) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Agent<>(context, timers, settings, region, listener)));
    }

    @Override
    @SuppressWarnings("unchecked") // of this chain's payload, all of them
    public Receive<AgentCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(ToAgent.Visit.class, this::onVisit)
                .onMessage(AgentAsk.Arrived.class, message -> onArrived((AgentAsk.Arrived<T>) message))
                .onMessage(AgentAsk.Answer.class, this::onAnswer)
                .onMessage(ToAgent.class, this::onHome)
                .onMessage(AgentAsk.Enlist.class, message -> onEnlist((AgentAsk.Enlist<T>) message))
                .onMessage(AgentAsk.Gone.class, message -> onGone((AgentAsk.Gone<T>) message))
                .onMessage(AgentAsk.ShellStopped.class, message -> onShellStopped((AgentAsk.ShellStopped<T>) message))
                .onMessage(AgentAsk.Inspect.class, this::onInspect)
                .onMessage(AgentAsk.Tick.class, this::onTick)
                .onMessage(AgentAsk.HomeStopped.class, this::onHomeStopped)
                .onMessage(AgentAsk.Part.class, this::onPart)
                .onMessage(AgentAsk.class, this::onAsk)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private void attach() {
        if (parting.isOver()) {
            return;
        }
        region.accept(new ToHome.Attach(self, settings.declaration(), epoch, recorder.clock()));
    }

    private void tellHome(ToHome message) {
        ActorRef<HomeCommand> known = home;
        if (known != null) {
            known.tell(message);
        }
    }

    private Behavior<AgentCommand> onVisit(ToAgent.Visit visit) {
        if (visit.to().equals(settings.agent()) && visit.epoch() == epoch) {
            recorder.witness(visit.clock());
            work.visit(visit);
            return done();
        }
        // From a coordinator that is not the last any more; or one that has not said yet that it is: it asks again.
        return this;
    }

    private Behavior<AgentCommand> onArrived(AgentAsk.Arrived<T> message) {
        work.arrived(message.arrival());
        return done();
    }

    private Behavior<AgentCommand> onAnswer(AgentAsk.Answer message) {
        answering = false;
        work.flush(epoch);
        return done();
    }

    private Behavior<AgentCommand> onHome(ToAgent message) {
        recorder.witness(message.clock());
        if (message instanceof ToAgent.Welcome welcome) {
            onWelcome(welcome);
        } else if (message instanceof ToAgent.WhoAreYou) {
            attach();
        } else if (message instanceof ToAgent.Unlike unlike) {
            getContext().getLog().error("Chain {} is there as {}", settings.chain(), unlike.declared());
            questions.unlike(settings.declaration(), unlike.declared());
            attendance.unlike(settings.declaration(), unlike.declared());
        } else if (message instanceof ToAgent.Order order) {
            if (order.epoch() >= epoch) {
                attendance.order(order.number(), order.kind());
            }
        } else if (message instanceof ToAgent.Over closed) {
            onOver(closed);
        } else if (message instanceof ToAgent.Parted gone) {
            if (gone.to().equals(settings.agent())) {
                parting.over();
            }
        } else if (message instanceof ToAgent.Registered registered) {
            attendance.registered(registered);
        } else if (message instanceof ToAgent.Refused refused) {
            attendance.refused(refused.number(), refused.why().refusal());
        } else {
            questions.answered(message);
        }
        return done();
    }

    private void onWelcome(ToAgent.Welcome welcome) {
        if (!welcome.to().equals(settings.agent()) || welcome.epoch() < epoch) {
            return;
        }
        if (welcome.epoch() > epoch) {
            boolean first = epoch == 0;
            epoch = welcome.epoch();
            listener.moved();
            home = welcome.home();
            getContext().watchWith(welcome.home(), new AgentAsk.HomeStopped(settings.agent(), epoch));
            if (!welcome.kept() && !first) {
                work.forgetAll();
                attendance.forgotten();
            }
        }
        askAgain();
    }

    private void askAgain() {
        if (!parting.isOver()) {
            attendance.askAgain();
            questions.askAgain();
            parting.ask();
        }
    }

    private void onOver(ToAgent.Over message) {
        if (message.epoch() >= epoch && epoch > 0) {
            listener.over();
            attendance.close();
            parting.over();
            timers.cancel(AgentAsk.Tick.INSTANCE);
        }
    }

    private Behavior<AgentCommand> onPart(AgentAsk.Part message) {
        parting.begin(message.done(), home != null);
        return done();
    }

    private Behavior<AgentCommand> onHomeStopped(AgentAsk.HomeStopped message) {
        if (message.epoch() == epoch) {
            home = null;
            attach();
        }
        return this;
    }

    private Behavior<AgentCommand> onEnlist(AgentAsk.Enlist<T> enlist) {
        if (parting.begun()) {
            enlist.answer().completeExceptionally(new ChainStoppedException(settings.chain()));
            return this;
        }
        SubscriberHandle<T> handle = attendance.enlist(getContext(), enlist.subscriber(), enlist.answer());
        Duration tenth = enlist.subscriber()
                .deadline()
                .orElse(settings.limits().defaultDeadline())
                .dividedBy(10);
        Duration least = settings.limits().deadlineCheckMin();
        Duration next = tenth.compareTo(least) < 0 ? least : tenth;
        if (next.compareTo(inspection) < 0) {
            inspection = next;
            inspecting = false;
        }
        getContext().getLog().debug("{} wants onto chain {}", handle, settings.chain());
        return done();
    }

    private void start(ActorRef<?> shell, SubscriberHandle<T> handle) {
        getContext().watchWith(shell, new AgentAsk.ShellStopped<>(handle));
    }

    private Behavior<AgentCommand> onGone(AgentAsk.Gone<T> message) {
        attendance.gone(message.farewell());
        return done();
    }

    private Behavior<AgentCommand> onShellStopped(AgentAsk.ShellStopped<T> message) {
        attendance.stopped(message.handle());
        return done();
    }

    private Behavior<AgentCommand> onAsk(AgentAsk message) {
        if (message instanceof AgentAsk.Leave leave) {
            SubscriberHandle<?> resigned = leave.resigned();
            questions.leave(leave, resigned == null ? 0 : attendance.number(resigned));
        } else if (message instanceof AgentAsk.Look look) {
            questions.look(look);
        } else if (message instanceof AgentAsk.Need need) {
            questions.need(need);
        } else if (message instanceof AgentAsk.Close close) {
            questions.close(close);
        } else if (message instanceof AgentAsk.Abandon abandon) {
            parting.over();
            abandon.done().complete(null);
        }
        if (parting.isOver()) {
            questions.abandon();
        }
        return this;
    }

    private Behavior<AgentCommand> onInspect(AgentAsk.Inspect message) {
        overseer.inspect(System.nanoTime());
        if (work.underWay() == 0) {
            inspecting = false;
            timers.cancel(AgentAsk.Inspect.INSTANCE);
        }
        return done();
    }

    private Behavior<AgentCommand> onTick(AgentAsk.Tick message) {
        if (home == null) {
            attach();
        }
        askAgain();
        return this;
    }

    private Behavior<AgentCommand> done() {
        attendance.dismissStuck();
        if (work.underWay() > 0 && !inspecting) {
            inspecting = true;
            timers.startTimerWithFixedDelay(AgentAsk.Inspect.INSTANCE, inspection);
        }
        if (work.answering() && !answering) {
            answering = true;
            getContext().getSelf().tell(AgentAsk.Answer.INSTANCE);
        }
        return this;
    }

    private Behavior<AgentCommand> onPostStop(PostStop signal) {
        questions.abandon();
        attendance.abandon();
        recorder.flush();
        return this;
    }
}
