package io.chainbus.coordinator;

import static io.chainbus.coordinator.ModelChain.check;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import io.chainbus.coordinator.ModelSubscriber.Given;
import io.chainbus.coordinator.ModelWalk.Met;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked of a chain, and that each gets one answer, which is the one that the {@link ModelChain} knows of (P9, P11). */
final class ModelReplies {

    private final ModelWitness witness;
    private final ModelChain model;
    private final int openLimit;
    /** By the very message: equal ones are asked twice. */
    private final IdentityHashMap<Object, Asked<?>> asked = new IdentityHashMap<>();

    private final List<Asked<?>> open = new ArrayList<>();
    private final TestInbox<ChainProtocol.Closed> closed = TestInbox.create();
    private boolean closing;
    /** Those who come back before their predecessors are gone, and by what they are told that they have waited enough. */
    private final List<Registering> waiting = new ArrayList<>();

    private final IdentityHashMap<Object, Registering> patience = new IdentityHashMap<>();
    private @Nullable Registering latest;
    /** Publishes that have been accepted and have no receipt yet. */
    private int accepted;

    /** Something that was asked. */
    private abstract static class Asked<R> {
        final TestInbox<R> inbox = TestInbox.create();

        /** The coordinator deals with it now. */
        abstract void heard();

        abstract void answered(R reply);

        /** Whether it has been answered. */
        boolean take() {
            if (!inbox.hasMessages()) {
                return false;
            }
            answered(inbox.receiveMessage());
            check(!inbox.hasMessages(), "is answered twice", this);
            return true;
        }
    }

    ModelReplies(ModelWitness witness, int openLimit) {
        this.witness = witness;
        this.model = witness.chain;
        this.openLimit = openLimit;
        witness.presence.changed = this::changed;
    }

    private <C extends ChainProtocol.Command<String>> C ask(Asked<?> question, C message) {
        asked.put(message, question);
        open.add(question);
        return message;
    }

    ChainProtocol.Command<String> publish(Phase phase, String payload) {
        Publishing question = new Publishing(payload);
        return ask(question, new ChainProtocol.Publish<>(phase, payload, question.inbox.getRef()));
    }

    ChainProtocol.Command<String> register(Subscriber<String> subscriber, ModelSubscriber sub) {
        Registering question = new Registering(sub);
        return ask(question, new ChainProtocol.Register<>(subscriber, question.inbox.getRef()));
    }

    ChainProtocol.Command<String> unregister(String id, LeaveMode mode) {
        Unregistering question = new Unregistering(id, mode);
        return ask(question, new ChainProtocol.Unregister<>(id, mode, question.inbox.getRef()));
    }

    ActorRef<ChainProtocol.Closed> closed() {
        return closed.getRef();
    }

    void before(ChainProtocol.Command<String> message) {
        Asked<?> question = asked.remove(message);
        if (question != null) {
            question.heard();
        } else if (message instanceof ChainProtocol.Close<String> close) {
            closing = true;
            waiting.forEach(one -> one.refused = "ChainClosing");
            waiting.clear();
            witness.takingDown = close.mode() == CloseMode.TAKE_DOWN;
        } else if (message instanceof ChainProtocol.WindowPassed<String> window) {
            witness.presence.windowPassed(window.handle().id());
        } else if (message instanceof ChainProtocol.PatienceOver<String>) {
            Registering impatient = Objects.requireNonNull(patience.remove(message));
            check(waiting.remove(impatient), "P11: waits no more", impatient.sub);
            impatient.refused = "DuplicateId";
        }
    }

    /** A timer has been started. */
    void timer(ChainProtocol.Command<String> message) {
        if (message instanceof ChainProtocol.PatienceOver<String>) {
            patience.put(message, Objects.requireNonNull(latest));
        }
    }

    private void changed(String id) {
        for (Registering one : List.copyOf(waiting)) {
            if (one.sub.id.equals(id) && !model.mustWait(one.sub)) {
                waiting.remove(one);
                one.proceeds();
                if (one.refused.isEmpty() && !one.asks) {
                    // Let in at once: the line that says so comes before the next one is looked at.
                    return;
                }
            }
        }
    }

    void after() {
        open.removeIf(Asked::take);
        check(witness.accepting == null, "P10: is neither accepted nor refused", open);
        if (closed.hasMessages()) {
            ChainProtocol.Closed reply = closed.receiveMessage();
            int up = model.keysNewestFirst().size();
            check(reply.equals(new ChainProtocol.Closed("chain", witness.takenDown, up)), "closed", reply, up);
            check(!witness.takingDown || up == 0, "P10: is up still", reply);
        }
    }

    /** All that the coordinator has heard. A chain that has closed has no mailbox, and waits for nobody's leave. */
    void allAnswered() {
        open.removeIf(question -> asked.containsValue(question) || (closing && question instanceof Unregistering));
        check(open.isEmpty(), "P9: no answer", open);
    }

    private final class Publishing extends Asked<Receipt<String>> {
        private final String payload;
        private String refused = "";

        Publishing(String payload) {
            this.payload = payload;
        }

        @Override
        void heard() {
            if (closing) {
                refused = "Closing";
            } else if (accepted >= openLimit) {
                refused = "Overloaded";
            } else {
                accepted++;
                witness.accepting = payload;
            }
        }

        @Override
        void answered(Receipt<String> receipt) {
            check(receipt.payload().equals(payload), "whose receipt", receipt, payload);
            if (!refused.isEmpty()) {
                check(receipt.walk() == 0 && refusal(receipt).equals(refused), "refusal", receipt, refused);
                return;
            }
            accepted--;
            ModelWalk walk = witness.walk(receipt.walk());
            check(walk.ended && walk.payload.equals(payload), "is of another walk", receipt);
            same(receipt, walk);
        }

        private static String refusal(Receipt<?> receipt) {
            return receipt.outcome() instanceof Outcome.Refused no
                    ? no.refusal().getClass().getSimpleName()
                    : "";
        }

        private static void same(Receipt<String> receipt, ModelWalk walk) {
            if (!walk.started) {
                check(refusal(receipt).equals("AlreadyUp"), "refusal", receipt);
                return;
            }
            List<Met> visits = receipt.visits().stream().map(Met::of).toList();
            List<Met> undone = receipt.undone().stream().map(Met::of).toList();
            check(visits.equals(walk.visits), "visits", receipt, visits, walk.visits);
            check(undone.equals(walk.undone), "undo", receipt, undone, walk.undone);
            check(
                    List.copyOf(receipt.skipped().entrySet()).equals(List.copyOf(walk.skipped.entrySet())),
                    "skipped",
                    receipt,
                    receipt.skipped(),
                    walk.skipped);
            check(receipt.success() == (walk.vetoedBy == null), "success", receipt);
            if (receipt.outcome() instanceof Outcome.Vetoed vetoed && walk.vetoedBy != null) {
                Met last = walk.visits.get(walk.visits.size() - 1);
                Given veto = new Given(vetoed.veto(), vetoed.source());
                check(veto.equals(new Given(last.verdict(), last.source())), "veto", receipt, veto, last);
            }
        }
    }

    private final class Registering extends Asked<ChainProtocol.RegisterReply> {
        private final ModelSubscriber sub;
        private String refused = "";
        private boolean asks;

        Registering(ModelSubscriber sub) {
            this.sub = sub;
        }

        @Override
        void heard() {
            latest = this;
            if (closing) {
                refused = "ChainClosing";
            } else if (model.mustWait(sub)) {
                waiting.add(this);
            } else {
                proceeds();
            }
        }

        void proceeds() {
            refused = model.refusal(sub);
            if (refused.isEmpty()) {
                witness.ever.add(sub);
                asks = model.asks(sub);
            }
        }

        @Override
        void answered(ChainProtocol.RegisterReply reply) {
            if (reply instanceof ChainProtocol.Registered registered) {
                check(refused.isEmpty() && model.members.contains(sub), "P11: is let in", registered, refused);
                check(registered.resumed() == (sub.predecessor != null), "P3: comes back", registered);
                List<String> holds = registered.holds().stream()
                        .map(hold -> hold.phase().name() + " " + hold.key())
                        .toList();
                check(holds.equals(sub.holds), "P3: holds", registered, sub.holds);
                check(registered.version() <= model.version, "version", registered, model.version);
                return;
            }
            String why = ((ChainProtocol.RegistrationRefused) reply)
                    .refusal()
                    .getClass()
                    .getSimpleName();
            boolean gone = sub.died || sub.dead || sub.turnedBack;
            if (refused.isEmpty()) {
                refused = gone && !sub.vetoed ? "GoneMeanwhile" : sub.vetoed ? "ReplayVetoed" : "";
                check(asks && !model.joining.contains(sub), "P11: is refused and joins", sub);
            }
            check(why.equals(refused) || (gone && why.equals("GoneMeanwhile")), "refusal", sub, why, refused);
        }
    }

    private final class Unregistering extends Asked<ChainProtocol.UnregisterReply> {
        private final String id;
        private final LeaveMode mode;
        private @Nullable ModelSubscriber who;

        Unregistering(String id, LeaveMode mode) {
            this.id = id;
            this.mode = mode;
        }

        @Override
        void heard() {
            ModelSubscriber sub = model.member(id);
            who = sub;
            if (sub != null && mode == LeaveMode.FOR_A_WHILE) {
                sub.away |= sub.durable && !sub.absent();
            } else if (sub != null) {
                sub.leaving = true;
            }
        }

        @Override
        void answered(ChainProtocol.UnregisterReply reply) {
            ModelSubscriber sub = who;
            String expected = "Unregistered";
            if (sub == null) {
                expected = "UnknownId";
            } else if (mode == LeaveMode.FOR_A_WHILE && !sub.durable) {
                expected = "NotDurable";
            } else if (mode == LeaveMode.FOR_A_WHILE && model.members.contains(sub.now())) {
                expected = "WentAway";
            }
            check(reply.getClass().getSimpleName().equals(expected), "P11: the answer to a leave", id, reply, expected);
        }
    }
}
