package io.chainbus.coordinator;

import akka.actor.testkit.typed.Effect;
import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.PostStop;
import io.chainbus.transit.Inbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A coordinator and its subscribers' actors, the real ones, on one thread: in each step one of them deals with the next
 * message in its mailbox, or a train is carried as far as it goes. Which one is chance's to say, so that all that threads could do to the order of messages can
 * happen, and can happen again.
 */
final class SteppedChain {

    /** Hears what is about to be dealt with. */
    interface Listener {
        void before(ChainProtocol.Command<String> message);

        /** A timer has been started by what was just dealt with. */
        void timer(ChainProtocol.Command<String> message);

        /** The actor of a subscriber hears of the end of the user's actor behind it. */
        void dies(ActorRef<?> usersActor);

        void after();
    }

    private final Listener listener;
    private final SteppedThreads threads;
    private final BehaviorTestKit<ChainProtocol.Command<String>> coordinator;
    private final Map<ActorRef<Object>, BehaviorTestKit<Object>> shells = new LinkedHashMap<>();
    /** What the coordinator is to be told when a subscriber's actor has stopped. */
    private final Map<ActorRef<?>, Object> obituaries = new HashMap<>();

    /** What the coordinator has asked to be told when some time has passed, by the timers' keys. */
    private final Map<Object, ChainProtocol.Command<String>> timers = new LinkedHashMap<>();
    /** Those whose time has come: in its mailbox, and nothing any more if they are cancelled before it gets there. */
    private final Map<Object, ChainProtocol.Command<String>> due = new HashMap<>();

    private final Map<ActorRef<?>, Mourner> mourners = new HashMap<>();

    /** The subscriber's actor that is to be told when a user's actor stops, and what. */
    private record Mourner(ActorRef<Object> shell, ActorRef<?> usersActor, Object news) {}

    /**
     * @param threads those of the settings
     */
    SteppedChain(ChainSettings<String> settings, SteppedThreads threads, Listener listener) {
        this.listener = listener;
        this.threads = threads;
        this.coordinator = BehaviorTestKit.create(Coordinator.create(
                settings,
                Inbox.forMany(() -> {}),
                new Admittance(settings.name(), settings.limits().openLimit())));
    }

    void tell(ChainProtocol.Command<String> message) {
        coordinator.getRef().tell(message);
    }

    /** The user's actor stops: whoever watches it is told. */
    void stop(ActorRef<?> usersActor) {
        Mourner mourner = mourners.get(usersActor);
        if (mourner != null) {
            mourner.shell().tell(mourner.news());
        }
    }

    /** The time of one of the timers with such messages has come; false if there is none. */
    boolean timePasses(RandomGenerator random, Class<?> messages) {
        List<Object> keys = new ArrayList<>(timers.keySet());
        keys.removeIf(key -> !messages.isInstance(timers.get(key)));
        if (keys.isEmpty()) {
            return false;
        }
        Object key = keys.get(random.nextInt(keys.size()));
        ChainProtocol.Command<String> message = Objects.requireNonNull(timers.remove(key));
        due.put(key, message);
        tell(message);
        return true;
    }

    /** The actor system goes down: nobody gets round to what is in mailboxes. */
    void goDown() {
        coordinator.signal(PostStop.instance());
        for (Effect effect : coordinator.getAllEffects()) {
            if (effect instanceof Effect.Spawned<?> || effect instanceof Effect.TimerScheduled<?>) {
                throw new AssertionError("a coordinator that stops can start nothing any more: " + effect);
            }
        }
        listener.after();
    }

    boolean stopped() {
        return !coordinator.isAlive();
    }

    /** Whether anybody has anything to do. */
    boolean idle() {
        return !busy(coordinator)
                && threads.waiting() == 0
                && shells.values().stream().noneMatch(SteppedChain::busy);
    }

    private static boolean busy(BehaviorTestKit<?> actor) {
        return actor.isAlive() && actor.selfInbox().hasMessages();
    }

    /** One who has something to do does it; there is somebody who has. */
    void step(RandomGenerator random) {
        List<Map.Entry<ActorRef<Object>, BehaviorTestKit<Object>>> ready = new ArrayList<>(shells.entrySet());
        ready.removeIf(shell -> !busy(shell.getValue()));
        int carried = threads.waiting();
        int which = random.nextInt(carried + ready.size() + (busy(coordinator) ? 1 : 0));
        if (which < carried) {
            threads.run(which);
        } else if (which < carried + ready.size()) {
            Map.Entry<ActorRef<Object>, BehaviorTestKit<Object>> shell = ready.get(which - carried);
            stepShell(shell.getKey(), shell.getValue());
        } else {
            stepCoordinator();
        }
        listener.after();
    }

    private void stepCoordinator() {
        ChainProtocol.Command<String> message = coordinator.selfInbox().receiveMessage();
        if (isOfATimer(message) && !due.values().remove(message)) {
            return;
        }
        listener.before(message);
        coordinator.run(message);
        for (Effect effect : coordinator.getAllEffects()) {
            if (effect instanceof Effect.WatchedWith<?, ?> watched) {
                obituaries.put(watched.other(), watched.message());
                started(watched.other().unsafeUpcast());
            } else if (effect instanceof Effect.TimerScheduled<?> timer) {
                started(timer);
            } else if (effect instanceof Effect.TimerCancelled cancelled) {
                timers.remove(cancelled.key());
                due.remove(cancelled.key());
            }
        }
    }

    private static boolean isOfATimer(Object message) {
        return message instanceof ChainProtocol.TimeUp<?>;
    }

    /** Deadlines are looked at when the test says so. */
    @SuppressWarnings("unchecked") // what the coordinator asked to be told itself
    private void started(Effect.TimerScheduled<?> timer) {
        if (isOfATimer(timer.msg())) {
            ChainProtocol.Command<String> message = (ChainProtocol.Command<String>) timer.msg();
            timers.put(timer.key(), message);
            listener.timer(message);
        }
    }

    private void started(ActorRef<Object> shell) {
        BehaviorTestKit<Object> kit = coordinator.childTestKit(shell);
        shells.put(shell, kit);
        for (Effect effect : kit.getAllEffects()) {
            if (effect instanceof Effect.WatchedWith<?, ?> watched) {
                mourners.put(watched.other(), new Mourner(shell, watched.other(), watched.message()));
            }
        }
    }

    @SuppressWarnings("unchecked") // what it asked to be told itself
    private void stepShell(ActorRef<Object> shell, BehaviorTestKit<Object> kit) {
        Object message = kit.selfInbox().receiveMessage();
        for (Mourner mourner : mourners.values()) {
            if (mourner.shell() == shell && mourner.news() == message) {
                listener.dies(mourner.usersActor());
            }
        }
        kit.run(message);
        if (!kit.isAlive()) {
            shells.remove(shell);
            tell((ChainProtocol.Command<String>) Objects.requireNonNull(obituaries.remove(shell)));
        }
    }
}
