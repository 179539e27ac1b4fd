package io.chainbus.cluster.agent;

import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.recording.Recorder;
import io.chainbus.waiting.Awaited;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What users of this node have asked the coordinator and have no answer to: it is asked again until there is one. */
final class Questions {

    private record Open(CompletableFuture<?> future, Supplier<ToHome> message, Consumer<ToAgent> answer) {}

    private final String chain;
    private final Sender self;
    private final Recorder recorder;
    private final Consumer<ToHome> home;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private long last;

    Questions(String chain, Sender self, Recorder recorder, Consumer<ToHome> home) {
        this.chain = chain;
        this.self = self;
        this.recorder = recorder;
        this.home = home;
    }

    /**
     * @param resigned the number of the subscriber that asks for its own leave; 0 if it is not that
     */
    void leave(AgentAsk.Leave leave, long resigned) {
        long ask = ++last;
        ask(
                ask,
                leave.answer(),
                () -> new ToHome.Unregister(self, ask, leave.id(), leave.mode(), resigned, recorder.clock()),
                message -> {
                    if (message instanceof ToAgent.Unregistered reply) {
                        leave.answer().completeAsync(() -> reply(leave.id(), reply));
                    }
                });
    }

    private static ChainProtocol.UnregisterReply reply(String id, ToAgent.Unregistered reply) {
        return switch (reply.how()) {
            case LEFT -> new ChainProtocol.Unregistered(id, reply.stillRunning());
            case WENT_AWAY -> new ChainProtocol.WentAway(id, reply.stillRunning());
            case NOT_DURABLE -> new ChainProtocol.NotDurable(id);
            case UNKNOWN -> new ChainProtocol.UnknownId(id);
        };
    }

    void look(AgentAsk.Look look) {
        long ask = ++last;
        ask(ask, look.answer(), () -> new ToHome.Look(self.ref(), ask, recorder.clock()), message -> {
            if (message instanceof ToAgent.Seen seen) {
                look.answer().completeAsync(seen::picture);
            }
        });
    }

    void need(AgentAsk.Need need) {
        long ask = ++last;
        ask(ask, need.answer(), () -> new ToHome.Need(self.ref(), ask, need.key(), recorder.clock()), message -> {
            if (message instanceof ToAgent.Needed needed) {
                need.answer()
                        .complete(
                                needed.all()
                                        ? new Awaited.OfAll(chain, need.what())
                                        : new Awaited.OfKey(
                                                chain, need.what(), need.key(), Set.copyOf(needed.subscribers())));
            }
        });
    }

    void close(AgentAsk.Close close) {
        long ask = ++last;
        ask(ask, close.answer(), () -> new ToHome.Close(self.ref(), ask, close.mode(), recorder.clock()), message -> {
            if (message instanceof ToAgent.Closed closed) {
                close.answer().completeAsync(() -> new ChainProtocol.Closed(chain, closed.released(), closed.up()));
            }
        });
    }

    private void ask(long ask, CompletableFuture<?> future, Supplier<ToHome> message, Consumer<ToAgent> answer) {
        open.put(ask, new Open(future, message, answer));
        home.accept(message.get());
    }

    void answered(ToAgent message) {
        Open question = message instanceof ToAgent.Reply reply ? open.remove(reply.ask()) : null;
        if (question != null) {
            question.answer().accept(message);
        }
    }

    void askAgain() {
        open.values().forEach(question -> home.accept(question.message().get()));
    }

    /** The chain is another one than was thought here. */
    void unlike(Declaration wanted, Declaration there) {
        failAll(() -> otherwise(chain, wanted, there));
    }

    static IllegalStateException otherwise(String chain, Declaration wanted, Declaration there) {
        return new IllegalStateException("chain '" + chain + "' is there already as " + there + ", not as " + wanted);
    }

    /** Nobody will answer any more. */
    void abandon() {
        failAll(() -> new ChainStoppedException(chain));
    }

    private void failAll(Supplier<RuntimeException> why) {
        List<Open> all = List.copyOf(open.values());
        open.clear();
        all.forEach(question -> question.future().completeExceptionally(why.get()));
    }
}
