package io.chainbus.cluster.home;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import io.chainbus.chain.Member;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.PublisherState;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.Event;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublishId;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.cluster.wire.ToPublisher;
import io.chainbus.dispatch.Dispatcher;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.recording.Recorder;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a coordinator works with, from the moment at which it knows what its chain is like. Single-threaded. */
final class Desk {

    private final String chain;
    private final long epoch;
    private final boolean durable;
    private final HomeSettings.Limits limits;
    private final Declaration declaration;
    private final PhaseSet phases;
    private final Recorder recorder;
    private final Dispatcher<HomeSeat, Payload> dispatcher;
    private final Scribe scribe;
    private final TimerScheduler<HomeCommand> timers;
    private final Agents agents = new Agents();
    private final Sittings sittings = new Sittings();
    private final OpenNumbers numbers = new OpenNumbers();
    private final Tally tally = new Tally();
    private final Publishers publishers;
    private final Outbox outbox;
    private final Traffic traffic;
    private final Departures departures;
    private final Comebacks comebacks;
    private final Registrations registrations;
    private final Leaves leaves;
    private final ClosingDown closing;
    private final Restoration restoration;
    /** How far publishers have their receipts that has not been written yet. */
    private final Map<String, Long> acknowledged = new HashMap<>();

    /** Those whose nodes leave the cluster. */
    private final Set<AgentId> parting = new LinkedHashSet<>();

    private boolean started;
    /** Whether the journal has not answered for too long. */
    private boolean behind;
    /** Whether nothing more begins here, since another coordinator will go on. */
    private boolean retiring;

    Desk(
            String chain,
            HomeSettings settings,
            ChainState state,
            Declaration declaration,
            long epoch,
            Scribe scribe,
            TimerScheduler<HomeCommand> timers) {
        this.chain = chain;
        this.epoch = epoch;
        this.durable = settings.journal().durable();
        this.limits = settings.limits();
        this.declaration = declaration;
        this.phases = declaration.phaseSet();
        this.recorder = settings.recorders().apply(chain);
        this.scribe = scribe;
        this.timers = timers;
        this.restoration = Restoration.of(chain, state, declaration);
        this.dispatcher = restoration.dispatcher();
        this.publishers = new Publishers(recorder);
        this.outbox = new Outbox(epoch, limits, agents, recorder, numbers::horizon);
        this.traffic = new Traffic(
                epoch,
                recorder,
                agents,
                outbox,
                limits.askAgainMin().toNanos(),
                limits.askAgainMax().toNanos(),
                journey -> departures().ended(journey));
        this.departures = new Departures(
                dispatcher,
                recorder,
                scribe,
                numbers,
                publishers,
                tally,
                limits.trainLimit(),
                state.lastLayout(),
                state.lastWalk(),
                traffic::begin,
                this::soloEnded);
        this.comebacks = new Comebacks(timers, limits.rejoinPatience(), dispatcher.membership());
        this.registrations = new Registrations(
                dispatcher,
                recorder,
                scribe,
                agents,
                sittings,
                comebacks,
                tally,
                departures::settled,
                state.lastSeat());
        this.leaves = new Leaves(
                epoch,
                dispatcher,
                recorder,
                scribe,
                agents,
                sittings,
                registrations,
                comebacks,
                traffic,
                tally,
                limits.rejoinWindow());
        this.closing = new ClosingDown(dispatcher, phases, departures, scribe, recorder);
        restore(state);
    }

    private Departures departures() {
        return departures;
    }

    private void restore(ChainState state) {
        restoration.sit(sittings::enter, (seat, member) -> {
            ChainState.Away away = state.away(seat.registration().seat()).orElseThrow();
            Duration left = Duration.ofMillis(Math.max(1, away.until() - System.currentTimeMillis()));
            comebacks.wentAway(member, seat, away.died() ? Skip.DIED : Skip.LEFT, left);
        });
        state.publishers().forEach(this::restore);
        restoration.journeys().forEach(journey -> numbers.accepted(journey.walk.id()));
    }

    private void restore(String id, PublisherState publisher) {
        PublishWindow<Publishers.Result> window = publishers.window(id, publisher.below());
        publisher.open().forEach(window::accepted);
        publisher
                .results()
                .forEach((number, result) -> window.ended(
                        number,
                        new Publishers.Result(
                                result.walk(),
                                result.ending(),
                                result.trace() == null ? List.of() : publishers.who(restoration.route(result.layout())),
                                result.trace())));
    }

    /** Has it written that another coordinator has begun, and then goes on with what was under way. */
    void open(String node, ChainState state) {
        boolean known = !state.isNew() && (state.version() > 0 || state.lastWalk() > 0);
        scribe.write(new ChainEvent.EpochStarted(epoch, node, declaration), () -> {
            if (known) {
                recordRecovery(state);
            } else {
                recorder.declared(declaration.holding(), phases);
            }
            restoration.journeys().forEach(traffic::begin);
            started = true;
        });
        settle(() -> {});
    }

    /** Whether its epoch is durable, and it may do what others can see. */
    boolean started() {
        return started;
    }

    /** Until the journal goes on nothing new is accepted; what has been is not lost, and waits. */
    void journal(boolean isBehind) {
        behind = isBehind;
    }

    /** Nothing begins any more; what is under way goes on. */
    void retire() {
        retiring = true;
    }

    /** Whether nothing is under way. What has ended, or is about to start, is durable when the scribe is idle. */
    boolean isIdle() {
        return traffic.underWay() == 0;
    }

    private void recordRecovery(ChainState state) {
        Set<Long> open = new LinkedHashSet<>();
        restoration.journeys().forEach(journey -> open.add(journey.walk.id()));
        Map<Long, Ending> ended = new TreeMap<>();
        state.publishers()
                .values()
                .forEach(publisher -> publisher.results().values().stream()
                        .filter(result -> result.trace() != null)
                        .forEach(result -> ended.put(result.walk(), result.ending())));
        recorder.recovered(epoch, open, ended.keySet());
        // Before their keys' next ones, which start behind them.
        ended.forEach((walk, ending) -> recorder.ended(walk, ending.outcome()));
        for (Journey journey : restoration.journeys()) {
            recorder.published(journey.walk.publication());
            recorder.started(journey.walk);
        }
    }

    void publish(ToHome.Publish message) {
        PublishWindow<Publishers.Result> window = publishers.window(message.publisher(), message.below());
        publishers.heardFrom(message.publisher(), message.replyTo());
        if (message.epoch() != epoch) {
            window.acknowledged(message.below());
            message.replyTo()
                    .tell(new ToPublisher.Expected(
                            message.publisher(), epoch, durable, window.next(), recorder.clock()));
            return;
        }
        if (message.below() > window.below()) {
            window.acknowledged(message.below());
            acknowledged.put(message.publisher(), message.below());
        }
        for (Event event : message.events()) {
            publish(new PublishId(message.publisher(), event.number()), event, window);
        }
        if (window.next() <= message.upTo()) {
            message.replyTo()
                    .tell(new ToPublisher.Expected(
                            message.publisher(), epoch, durable, window.next(), recorder.clock()));
        }
    }

    private void publish(PublishId id, Event event, PublishWindow<Publishers.Result> window) {
        switch (window.standing(event.number())) {
            case NEXT -> {
                if (retiring) {
                    // Its publisher asks again, and then the next coordinator.
                    return;
                }
                Phase phase = phases.byName().get(event.phase());
                if (closing.asked() || phase == null) {
                    refuse(id, window, Ending.Kind.CLOSING);
                } else if (behind) {
                    refuse(id, window, Ending.Kind.BEHIND);
                } else if (dispatcher.open() >= limits.openLimit()) {
                    refuse(id, window, Ending.Kind.OVERLOADED);
                } else {
                    window.accepted(event.number(), departures.accept(id, event.key(), phase, event.payload()));
                }
            }
            case ENDED -> {
                Publishers.Result result = window.result(event.number());
                if (result != null) {
                    publishers.answer(id, result);
                }
            }
            case OPEN, PAST, TOO_EARLY -> {}
        }
    }

    private void refuse(PublishId id, PublishWindow<Publishers.Result> window, Ending.Kind kind) {
        tally.refusedAtOnce();
        Publishers.Result result = new Publishers.Result(0, Ending.refused(kind), List.of(), null);
        window.ended(id.number(), result);
        publishers.answer(id, result);
    }

    /** An agent is there. */
    void attach(ToHome.Attach message, ActorRef<HomeCommand> self) {
        AgentId agent = message.from().agent();
        if (agents.isGone(agent)) {
            return;
        }
        if (!declaration.equals(message.declaration())) {
            message.from().ref().tell(new ToAgent.Unlike(declaration, recorder.clock()));
            return;
        }
        List<AgentId> earlier = agents.attach(message.from());
        recorder.flush();
        agents.tell(agent, new ToAgent.Welcome(agent, epoch, self, durable, recorder.clock()));
        earlier.forEach(this::lost);
        traffic.attached(agent);
    }

    /** A subscriber wants onto the chain. */
    void register(AgentId agent, ToHome.Applicant applicant) {
        if (closing.asked()) {
            registrations.turnAway(agent, applicant, chain);
        } else {
            registrations.register(agent, applicant);
        }
    }

    /** The chain is closed: agents are not to ask for it any more. */
    void over() {
        recorder.flush();
        agents.tellAll(new ToAgent.Over(epoch, recorder.clock()));
    }

    /** The chain is to be closed. */
    void close(ToHome.Close message) {
        comebacks.close(chain);
        closing.ask(message.mode(), message.replyTo(), message.ask());
    }

    boolean isAttached(AgentId agent) {
        return agents.isAttached(agent);
    }

    /** That agent's node leaves the cluster, perhaps it says so again. */
    void part(AgentId agent) {
        parting.add(agent);
        leaves.part(agent);
    }

    /** Tells those that may go that they may, once nobody of theirs is here and no answer is awaited from them. */
    private void letPart() {
        parting.removeIf(agent -> {
            boolean through = leaves.parted(agent) && !traffic.awaits(agent);
            if (through) {
                recorder.flush();
                agents.tell(agent, new ToAgent.Parted(agent, recorder.clock()));
            }
            return through;
        });
    }

    /** The nodes whose agents something is awaited from, or somebody is registered with, and that have not been heard of. */
    List<AgentId> missing() {
        List<AgentId> missing = new ArrayList<>();
        for (AgentId agent : sittings.agents()) {
            if (!agents.isAttached(agent) && !agents.isGone(agent)) {
                missing.add(agent);
            }
        }
        for (AgentId agent : traffic.awaited()) {
            if (!agents.isAttached(agent) && !agents.isGone(agent) && !missing.contains(agent)) {
                missing.add(agent);
            }
        }
        return missing;
    }

    /** That agent is gone for good. */
    void lost(AgentId agent) {
        if (agents.lost(agent)) {
            leaves.lost(agent);
            traffic.lost(agent);
            sittings.forget(agent);
            parting.remove(agent);
        }
    }

    /** Those of a node that is gone for good. */
    void lostNode(long node) {
        agents.on(node).forEach(this::lost);
        missing().stream().filter(agent -> agent.node() == node).forEach(this::lost);
    }

    private void soloEnded(HomeSeat seat, Walk<Payload> walk) {
        Member<HomeSeat> member = sittings.member(seat);
        if (walk.publication().cause() == Cause.TEARDOWN && member != null && walk.steps() > 0) {
            scribe.write(new ChainEvent.LetGo(
                    seat.registration().seat(), new ChainEvent.Hold(walk.key(), ChainEvent.Hold.ANY)));
        }
    }

    Traffic traffic() {
        return traffic;
    }

    Leaves leaves() {
        return leaves;
    }

    Comebacks comebacks() {
        return comebacks;
    }

    Recorder recorder() {
        return recorder;
    }

    /** The chain as it is now. */
    ToAgent.Picture picture() {
        return Picturing.of(dispatcher, tally.counters(dispatcher.open(), dispatcher.waiting()));
    }

    /**
     * What has to end before a release of that key. The release may be on its way here still: then it is what would have to
     * if it came now.
     */
    ToAgent.Needed needed(ToHome.Need need) {
        boolean all = dispatcher.holdsBackRelease(need.key());
        List<String> subscribers = all ? List.of() : List.copyOf(dispatcher.neededToRelease(need.key()));
        return new ToAgent.Needed(need.ask(), all, subscribers, recorder.clock());
    }

    /** Time has passed. */
    void tick() {
        traffic.askAgain(System.nanoTime());
        leaves.askAgain();
        if (!acknowledged.isEmpty()) {
            scribe.write(new ChainEvent.Acknowledged(acknowledged));
            acknowledged.clear();
        }
    }

    /** What has been held back for too long is so no more. */
    void release() {
        outbox.release(System.nanoTime());
    }

    /** What follows from whatever was just done. */
    void settle(Runnable closed) {
        do {
            do {
                departures.writeEnded();
                if (!retiring) {
                    departures.depart();
                }
                departures.writeEnded();
            } while (scribe.flush());
        } while (!leaves.unsettled() && closing.proceed(closed));
        if (outbox.flush() && !timers.isTimerActive(Outbox.HeldBack.INSTANCE)) {
            timers.startSingleTimer(Outbox.HeldBack.INSTANCE, limits.holdBack());
        }
        publishers.flush();
        letPart();
    }

    @Override
    public String toString() {
        return "chain " + chain + " in epoch " + epoch;
    }
}
