package io.chainbus.node.fleet;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.node.Ending;
import io.chainbus.node.Node;
import io.chainbus.node.settings.NodeAddress;
import io.chainbus.node.status.ChainStatus;
import io.chainbus.node.status.NodeStatus;
import io.chainbus.subscriber.Subscriber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Carries out the orders that a node of a fleet is given. */
final class Crew {

    private final Node node;
    private final Channel channel;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile long leaving;

    Crew(Node node, Channel channel) {
        this.node = node;
        this.channel = channel;
    }

    /** Begins with it; the answer comes when it comes. */
    void carryOut(Order order) {
        answer(order)
                .exceptionally(failure -> new Answer.Broken(order.id(), failure.toString()))
                .thenAccept(this::say);
    }

    private CompletionStage<Answer> answer(Order order) {
        try {
            if (order instanceof Order.Join join) {
                return join(join);
            }
            if (order instanceof Order.Subscribe subscribe) {
                return subscribe(subscribe);
            }
            if (order instanceof Order.Publish publish) {
                return publish(publish);
            }
            if (order instanceof Order.Drive drive) {
                ModulePhase phase = ModulePhase.valueOf(drive.phase());
                new Thread(new Drive(drive, chain(drive.chain()), phase, this), "drive").start();
                // It answers for itself.
                return new CompletableFuture<>();
            }
            if (order instanceof Order.Look look) {
                return look(look);
            }
            if (order instanceof Order.Close close) {
                return chain(close.chain())
                        .close(CloseMode.TAKE_DOWN)
                        .thenApply(closed -> new Answer.Closed(order.id(), closed.released(), closed.up()));
            }
            leaving = order.id();
            node.leave();
            return new CompletableFuture<>();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private CompletionStage<Answer> join(Order.Join order) {
        node.join(order.seeds().stream()
                .map(seed ->
                        NodeAddress.parse(seed).orElseThrow(() -> new IllegalArgumentException("no address: " + seed)))
                .toList());
        return node.up().thenApply(up -> new Answer.Up(order.id()));
    }

    private Chain<String> chain(String name) {
        return node.chain(ChainSpec.named(name, String.class));
    }

    private CompletionStage<Answer> subscribe(Order.Subscribe order) {
        Chain<String> chain = chain(order.chain());
        CompletionStage<List<String>> refused = CompletableFuture.completedFuture(new ArrayList<>());
        for (Order.Seat seat : order.seats()) {
            refused = refused.thenCompose(lines -> chain.register(subscriber(seat))
                    .thenApply(reply -> {
                        if (reply instanceof ChainProtocol.RegistrationRefused refusal) {
                            lines.add(seat.subscriber() + ": " + refusal.refusal());
                        } else if (reply instanceof ChainProtocol.Registered registered && registered.resumed()) {
                            Objects.requireNonNull(accounts.get(seat.subscriber()))
                                    .resumes(registered.holds());
                        }
                        return lines;
                    }));
        }
        return refused.thenApply(lines -> new Answer.Subscribed(order.id(), lines));
    }

    private Subscriber<String> subscriber(Order.Seat seat) {
        Account account = new Account(seat.subscriber(), seat.refuses(), complaints);
        accounts.put(seat.subscriber(), account);
        Subscriber.Builder<String> builder = Subscriber.<String>named(seat.subscriber())
                .priority(seat.priority())
                .after(seat.after().toArray(String[]::new));
        builder = seat.anchor().equals("first") ? builder.first() : builder;
        builder = seat.anchor().equals("last") ? builder.last() : builder;
        builder = seat.observer() ? builder.observer() : builder;
        builder = seat.replay() ? builder.replay() : builder;
        builder = seat.durable() ? builder.durable() : builder;
        return builder.handler(account::onEvent);
    }

    private CompletionStage<Answer> publish(Order.Publish order) {
        List<ModulePhase> phases =
                order.phases().stream().map(ModulePhase::valueOf).toList();
        Passages passages = new Passages(chain(order.chain()), phases, order.keys(), order.inFlight());
        return passages.run(keys -> say(new Answer.Progress(order.id(), keys)))
                .thenApply(all -> new Answer.Published(order.id(), all));
    }

    private CompletionStage<Answer> look(Order.Look order) {
        Map<String, Integer> held = new TreeMap<>();
        accounts.forEach((subscriber, account) -> held.put(subscriber, account.size()));
        node.flushHistory();
        Chain<String> chain = chain(order.chain());
        return chain.view()
                .thenCombine(
                        NodeStatus.of(node.system()),
                        (view, status) -> new Answer.Looked(
                                order.id(),
                                view.seats().stream().map(seat -> seat.id()).toList(),
                                view.up().size(),
                                status.chains().stream()
                                        .filter(one -> one.chain().equals(chain.name()))
                                        .map(ChainStatus::coordinator)
                                        .findFirst()
                                        .orElse(""),
                                held,
                                List.copyOf(complaints)));
    }

    /** The node has come to its end. */
    void left(Ending ending) {
        say(new Answer.Left(leaving, ending.text()));
    }

    /** Whoever started this is gone where it cannot be said, which the end of its input tells as well. */
    void say(Answer answer) {
        try {
            channel.write(answer);
        } catch (IOException gone) {
            Runtime.getRuntime().halt(0);
        }
    }
}
