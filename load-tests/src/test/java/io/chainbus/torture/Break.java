package io.chainbus.torture;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.subscriber.Reaction;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * A way to break the engine.
 *
 * @param promise what is broken by it
 * @param seenAs the promise that the findings name: who is never visited is missed in a walk, what is lost never ends
 * @param type the class that is changed
 * @param method the method, by name
 * @param advice what is done before or after it, copied into it
 */
@SuppressWarnings("UnusedVariable") // what is assigned here is what the changed method goes on with
record Break(String promise, String seenAs, String what, String type, String method, Class<?> advice) {

    static final List<Break> ALL = List.of(
            new Break("P1", "P1", "the order is upside down", "io.chainbus.chain.Route", "taken", UpsideDown.class),
            new Break(
                    "P2",
                    "P2",
                    "who answers later is not waited for",
                    "io.chainbus.transit.Invocation",
                    "of",
                    NotWaitedFor.class),
            new Break(
                    "P3", "P3", "a release leaves out a holder", "io.chainbus.ledger.Ledger", "holders", OneLess.class),
            new Break(
                    "P3",
                    "P3",
                    "who comes back has lost what it held",
                    "io.chainbus.dispatch.Return",
                    "entered",
                    Forgotten.class),
            new Break(
                    "P3",
                    "P8",
                    "who is away is passed by as if it had left",
                    "io.chainbus.transit.SubscriberHandle",
                    "standsInFor",
                    NoStandIn.class),
            new Break(
                    "P4",
                    "P4",
                    "an undo leaves out who accepted first",
                    "io.chainbus.walk.Walk",
                    "accepted",
                    NoUndo.class),
            new Break(
                    "P5", "P5", "the last of a key goes first", "io.chainbus.dispatch.Lines", "first", LastFirst.class),
            new Break(
                    "P6",
                    "P8",
                    "the last on the chain is in no route",
                    "io.chainbus.dispatch.Crew",
                    "of",
                    NotTheLast.class),
            new Break(
                    "P7",
                    "P9",
                    "who has left is visited all the same",
                    "io.chainbus.transit.SubscriberHandle",
                    "admits",
                    StillThere.class),
            new Break("P8", "P8", "a handler is called twice", "io.chainbus.transit.Invocation", "of", Twice.class),
            new Break(
                    "P9",
                    "P9",
                    "deadlines are not looked at",
                    "io.chainbus.transit.Overseer",
                    "inspect",
                    NoDeadlines.class),
            new Break(
                    "P10",
                    "P10",
                    "some that were accepted are dropped",
                    "io.chainbus.dispatch.Schedule",
                    "accept",
                    Dropped.class),
            new Break("P11", "P9", "what is up comes up again", "io.chainbus.ledger.Ledger", "isUp", NeverUp.class),
            new Break(
                    "P12",
                    "P12",
                    "a wait that closes a circle is let in",
                    "io.chainbus.waiting.WaitGraph",
                    "add",
                    NoCircles.class));

    /** Whether that line of what torture has found is about this. */
    boolean isSeenIn(String line) {
        return line.startsWith(seenAs + ":");
    }

    @Override
    public String toString() {
        return promise + ": " + what;
    }

    /** The members of a route the other way round. */
    static final class UpsideDown {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false, typing = Typing.DYNAMIC) List<?> members) {
            List<?> reversed = new ArrayList<>(members);
            Collections.reverse(reversed);
            members = reversed;
        }
    }

    /** Makes of an answer to come one that is there. */
    static final class NotWaitedFor {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Typing.DYNAMIC) Object result)
                throws ReflectiveOperationException {
            if (result.getClass().getSimpleName().equals("Later")) {
                result = result.getClass().getInterfaces()[0].getField("OK").get(null);
            }
        }
    }

    /** The holders but the first. */
    static final class OneLess {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Places holders) {
            if (holders.count() > 1) {
                holders = Places.on(holders.route())
                        .addAll(holders)
                        .remove(holders.first(Direction.DESCENDING))
                        .build();
            }
        }
    }

    /** It holds nothing of before. */
    static final class Forgotten {
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("ledger") Ledger<?> ledger, @Advice.FieldValue("kept") Member<?> kept) {
            for (Acquisition<?> held : ledger.allHeldBy(kept)) {
                ledger.letGo(held.key(), kept);
            }
        }
    }

    /** Nobody answers for it. */
    static final class NoStandIn {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) @Nullable Source source) {
            if (source == Source.DEATH) {
                source = null;
            }
        }
    }

    /** Whoever waits for whom. */
    static final class NoCircles {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<?> circle) {
            circle = Optional.empty();
        }
    }

    /** Who is first in an undone walk has not accepted. */
    static final class NoUndo {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) int place,
                @Advice.FieldValue("undo") Object undo,
                @Advice.Return(readOnly = false) boolean accepted) {
            if (undo != null && place == 0) {
                accepted = false;
            }
        }
    }

    /** The last that waits for a key is its next. */
    static final class LastFirst {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, typing = Typing.DYNAMIC) Deque<Object> behind) {
            if (behind.size() > 1 && !behind.toString().contains("OfErrand")) {
                behind.addFirst(behind.removeLast());
            }
        }
    }

    /** All on a route but the last. */
    static final class NotTheLast {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) Route<?> route,
                @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) Object crew)
                throws ReflectiveOperationException {
            if (route.size() > 2) {
                Places fewer = Places.on(route)
                        .addAll(Places.all(route))
                        .remove(route.size() - 1)
                        .build();
                var constructor = crew.getClass().getDeclaredConstructor(Places.class, Places.class);
                constructor.setAccessible(true);
                crew = constructor.newInstance(fewer, Places.none(route));
            }
        }
    }

    /** Whatever has become of it. */
    static final class StillThere {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean admits) {
            admits = true;
        }
    }

    /** Once more, where that is at once. */
    static final class Twice {
        @Advice.OnMethodExit
        @SuppressWarnings({"unchecked", "rawtypes"})
        static void exit(@Advice.Argument(0) Reaction reaction, @Advice.Argument(1) Visit visit) throws Exception {
            if (reaction instanceof Reaction.Immediate immediate && visit.walk() % 10 == 0) {
                Verdict unused = immediate.handler().onEvent(visit);
            }
        }
    }

    /** Nobody is ever found to be past his deadline. */
    static final class NoDeadlines {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Typing.DYNAMIC) Set<?> stuck) {
            stuck = Set.of();
        }
    }

    /** One in a hundred is forgotten. */
    static final class Dropped {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(1) long walk) {
            return walk % 100 == 0;
        }
    }

    /** As far as anybody is told. */
    static final class NeverUp {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean up, @Advice.AllArguments Object[] arguments) {
            if (arguments.length == 2) {
                up = false;
            }
        }
    }
}
