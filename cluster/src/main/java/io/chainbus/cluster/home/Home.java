package io.chainbus.cluster.home;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import org.jspecify.annotations.Nullable;

/**
 * A chain's coordinator: a sharded entity whose id is the chain's name. Wherever it is started it begins with what the
 * journal has kept, under an epoch of its own, and goes on with the walks that are under way.
 *
 * <pre>
 *   RECOVERING ── Recovered ──► (UNDECLARED ── Attach ──►) STARTING ── epoch and name written ──► RUNNING
 * </pre>
 *
 * <p>What it does is the {@link Desk}'s.
 */
public final class Home extends AbstractBehavior<HomeCommand> {

    /** So many messages wait while it is starting; what is beyond will be asked again. */
    private static final int STASH = 10_000;

    /** It is to stop, since its shard is to be somewhere else. */
    public record Retire() implements HomeCommand {}

    private record FromJournal(Journal.Answer answer) implements HomeCommand {}

    private record WriterStopped() implements HomeCommand {}

    private record NodeGone(long node) implements HomeCommand {}

    private record AgentStopped(AgentId agent) implements HomeCommand {}

    /** The chain is one of those that are started again when all nodes were gone. */
    private record Known() implements HomeCommand {}

    /** It is none of them any more. */
    private record Forgotten() implements HomeCommand {}

    private record Tick() implements HomeCommand {}

    /** It has retired, and waits no longer for what is under way. */
    private record HandOver() implements HomeCommand {}

    private final String chain;
    private final HomeSettings settings;
    private final TimerScheduler<HomeCommand> timers;
    private final StashBuffer<HomeCommand> stash;
    private final ActorRef<Journal.Write> writer;
    private final Scribe scribe;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private @Nullable ChainState recovered;
    private @Nullable Desk desk;
    private boolean known;
    private boolean retiring;
    private boolean handsOver;
    private boolean closed;

    private Home(
            ActorContext<HomeCommand> context,
            TimerScheduler<HomeCommand> timers,
            StashBuffer<HomeCommand> stash,
            String chain,
            ActorRef<ClusterSharding.ShardCommand> shard,
            HomeSettings settings) {
        super(context);
        this.shard = shard;
        this.chain = chain;
        this.settings = settings;
        this.timers = timers;
        this.stash = stash;
        ActorRef<Journal.Answer> answers = context.messageAdapter(Journal.Answer.class, FromJournal::new);
        this.writer = context.spawn(settings.journal().writer(chain, answers), "journal");
        context.watchWith(writer, new WriterStopped());
        this.scribe = new Scribe(settings.journal().durable(), writer::tell);
        // Before its members are looked at: who goes in between is seen either way.
        ActorRef<ClusterEvent.MemberRemoved> removals = context.messageAdapter(
                ClusterEvent.MemberRemoved.class,
                removed -> new NodeGone(removed.member().uniqueAddress().longUid()));
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(removals, ClusterEvent.MemberRemoved.class));
    }

    /**
     * The coordinator of one chain.
     *
     * @param shard told when there is nothing to coordinate any more, so that it is not started again by itself
     */
    public static Behavior<HomeCommand> create(
            String chain, ActorRef<ClusterSharding.ShardCommand> shard, HomeSettings settings) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                Behaviors.withStash(STASH, stash -> new Home(context, timers, stash, chain, shard, settings))));
    }

    @Override
    public Receive<HomeCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(FromJournal.class, this::onJournal)
                .onMessage(WriterStopped.class, message -> Behaviors.stopped())
                .onMessage(ToHome.class, this::onMessage)
                .onMessage(NodeGone.class, this::onNodeGone)
                .onMessage(AgentStopped.class, this::onAgentStopped)
                .onMessage(Comebacks.WindowPassed.class, this::onWindowPassed)
                .onMessage(Comebacks.PatienceOver.class, this::onPatienceOver)
                .onMessage(Known.class, this::onKnown)
                .onMessage(Forgotten.class, this::onForgotten)
                .onMessage(Outbox.HeldBack.class, this::onHeldBack)
                .onMessage(Tick.class, this::onTick)
                .onMessage(Retire.class, this::onRetire)
                .onMessage(HandOver.class, this::onHandOver)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<HomeCommand> onJournal(FromJournal message) {
        if (message.answer() instanceof Journal.Recovered journal) {
            recovered = journal.state();
            if (journal.state().declaration().isPresent()) {
                open(journal.state(), journal.state().declaration().get(), 0);
            }
            return starting(false);
        }
        if (message.answer() instanceof Journal.Stalled) {
            journal(true);
            return this;
        }
        if (message.answer() instanceof Journal.Fenced fenced) {
            getContext().getLog().info("Chain {} is coordinated elsewhere now: {}", chain, fenced.by());
            return Behaviors.stopped();
        }
        if (message.answer() instanceof Journal.Written written) {
            boolean before = started();
            journal(false);
            scribe.written(written.batch());
            return starting(before);
        }
        getContext().getLog().error("The journal of chain {} has failed: {}", chain, message.answer());
        return Behaviors.stopped();
    }

    private Behavior<HomeCommand> onKnown(Known message) {
        boolean before = started();
        known = true;
        return starting(before);
    }

    private Behavior<HomeCommand> onForgotten(Forgotten message) {
        passivate();
        return this;
    }

    /** Is told to {@link Retire} by that: an actor that just stopped would be started again. */
    private void passivate() {
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }

    private void journal(boolean behind) {
        Desk opened = desk;
        if (opened != null) {
            opened.journal(behind);
        }
    }

    private boolean started() {
        Desk opened = desk;
        return opened != null && opened.started() && known;
    }

    /** If it has started by what was just done, what has come in meanwhile is dealt with. */
    private Behavior<HomeCommand> starting(boolean before) {
        Behavior<HomeCommand> next = done();
        boolean now = started() || (desk == null && recovered != null);
        return now && !before && next == this ? stash.unstashAll(this) : next;
    }

    private Desk open(ChainState state, Declaration declaration, long known) {
        long least = settings.journal().durable() ? state.epoch() : Math.max(known, System.currentTimeMillis());
        Desk opened = new Desk(chain, settings, state, declaration, least + 1, scribe, timers);
        desk = opened;
        settings.coordinated().add(chain);
        getContext().pipeToSelf(settings.journal().registry().opened(chain), (done, failure) -> new Known());
        opened.open(settings.node(), state);
        timers.startTimerWithFixedDelay(new Tick(), settings.limits().askAgainMin());
        Cluster cluster = Cluster.get(getContext().getSystem());
        for (AgentId agent : opened.missing()) {
            if (!isMember(cluster, agent.node())) {
                opened.lost(agent);
            }
        }
        settle(opened);
        return opened;
    }

    private static boolean isMember(Cluster cluster, long node) {
        for (Member member : cluster.state().getMembers()) {
            if (member.uniqueAddress().longUid() == node) {
                return !member.status().equals(MemberStatus.removed());
            }
        }
        return false;
    }

    private Behavior<HomeCommand> onMessage(ToHome message) {
        ChainState state = recovered;
        Desk opened = desk;
        if (state != null && message instanceof ToHome.Attach attach && isOver(state, attach)) {
            attach.from().ref().tell(new ToAgent.Over(state.closedEpoch(), attach.clock()));
            if (opened == null) {
                passivate();
            }
            return this;
        }
        if (state != null && opened == null) {
            if (!(message instanceof ToHome.Attach attach)) {
                whoAreYou(message);
                return this;
            }
            opened = open(state, attach.declaration(), attach.epoch());
        }
        if (opened == null || !started()) {
            // Before its epoch is durable, and its name, it does nothing that others could see.
            if (!stash.isFull()) {
                stash.stash(message);
            }
            return this;
        }
        if (closed) {
            return this;
        }
        opened.recorder().witness(message.clock());
        deal(opened, message);
        return done();
    }

    /** Whether it knows a chain of this name that has been closed, and whose like it does not want to begin by that. */
    private static boolean isOver(ChainState state, ToHome.Attach attach) {
        return attach.epoch() > 0 && attach.epoch() <= state.closedEpoch();
    }

    private void whoAreYou(ToHome message) {
        if (message instanceof ToHome.Register register) {
            tellUnknown(register.from());
        } else if (message instanceof ToHome.Unregister unregister) {
            tellUnknown(unregister.from());
        } else if (message instanceof ToHome.Quiet quiet) {
            tellUnknown(quiet.from());
        } else if (message instanceof ToHome.Part part) {
            tellUnknown(part.from());
        }
    }

    private static void tellUnknown(Sender sender) {
        sender.ref().tell(new ToAgent.WhoAreYou(0));
    }

    private void deal(Desk opened, ToHome message) {
        if (message instanceof ToHome.Visited visited) {
            opened.traffic().visited(visited);
        } else if (message instanceof ToHome.Publish publish) {
            opened.publish(publish);
        } else if (message instanceof ToHome.Undone undone) {
            opened.traffic().undone(undone);
        } else if (message instanceof ToHome.Attach attach) {
            opened.attach(attach, getContext().getSelf());
            AgentId agent = attach.from().agent();
            if (opened.isAttached(agent)) {
                getContext().watchWith(attach.from().ref(), new AgentStopped(agent));
            }
        } else if (message instanceof ToHome.Register register) {
            if (known(opened, register.from())) {
                opened.register(register.from().agent(), register.applicant());
            }
        } else if (message instanceof ToHome.Unregister unregister) {
            if (known(opened, unregister.from())) {
                opened.leaves().unregister(unregister);
            }
        } else if (message instanceof ToHome.Quiet quiet) {
            if (known(opened, quiet.from())) {
                opened.leaves().quiet(quiet.from().agent(), quiet.number(), quiet.farewell());
            }
        } else if (message instanceof ToHome.Part part) {
            if (known(opened, part.from())) {
                opened.part(part.from().agent());
            }
        } else if (message instanceof ToHome.Look look) {
            look.replyTo()
                    .tell(new ToAgent.Seen(
                            look.ask(), opened.picture(), opened.recorder().clock()));
        } else if (message instanceof ToHome.Need need) {
            need.replyTo().tell(opened.needed(need));
        } else if (message instanceof ToHome.Close close) {
            opened.close(close);
        }
    }

    private static boolean known(Desk opened, Sender sender) {
        boolean known = opened.isAttached(sender.agent());
        if (!known) {
            tellUnknown(sender);
        }
        return known;
    }

    private Behavior<HomeCommand> onNodeGone(NodeGone message) {
        Desk opened = desk;
        if (opened != null) {
            opened.lostNode(message.node());
        }
        return done();
    }

    private Behavior<HomeCommand> onAgentStopped(AgentStopped message) {
        Desk opened = desk;
        if (opened != null) {
            opened.lost(message.agent());
        }
        return done();
    }

    private Behavior<HomeCommand> onWindowPassed(Comebacks.WindowPassed message) {
        Desk opened = desk;
        if (opened != null) {
            opened.leaves().windowPassed(message.seat());
        }
        return done();
    }

    private Behavior<HomeCommand> onPatienceOver(Comebacks.PatienceOver message) {
        Desk opened = desk;
        if (opened != null) {
            opened.comebacks().patienceOver(message.key());
        }
        return done();
    }

    private Behavior<HomeCommand> onHeldBack(Outbox.HeldBack message) {
        Desk opened = desk;
        if (opened != null) {
            opened.release();
        }
        return done();
    }

    private Behavior<HomeCommand> onTick(Tick message) {
        Desk opened = desk;
        if (opened != null) {
            opened.tick();
        }
        return done();
    }

    private Behavior<HomeCommand> onRetire(Retire message) {
        retiring = true;
        Desk opened = desk;
        if (opened != null) {
            opened.retire();
            timers.startSingleTimer(new HandOver(), settings.limits().handOver());
        }
        return done();
    }

    private Behavior<HomeCommand> onHandOver(HandOver message) {
        handsOver = true;
        return done();
    }

    private Behavior<HomeCommand> done() {
        Desk opened = desk;
        if (opened != null) {
            settle(opened);
        }
        boolean through = opened == null || handsOver || opened.isIdle();
        return retiring && through && scribe.idle() ? Behaviors.stopped() : this;
    }

    private void settle(Desk opened) {
        opened.settle(() -> {
            closed = true;
            opened.over();
            // Whoever opens a chain of that name next is known by it after this one is not.
            getContext().pipeToSelf(settings.journal().registry().closed(chain), (done, failure) -> new Forgotten());
        });
    }

    private Behavior<HomeCommand> onPostStop(PostStop signal) {
        settings.coordinated().remove(chain);
        Desk opened = desk;
        if (opened != null) {
            opened.recorder().flush();
        }
        return this;
    }
}
