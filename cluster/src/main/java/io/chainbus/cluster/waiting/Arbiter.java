package io.chainbus.cluster.waiting;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.chainbus.cluster.wire.ArbiterCommand;
import io.chainbus.cluster.wire.ToArbiter;
import io.chainbus.cluster.wire.ToWaiter;
import io.chainbus.cluster.wire.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds circles among the waits of all nodes. One in a cluster: waits are few, and whoever closes a circle finds all the
 * others here. It keeps nothing: when it is gone another begins, and the nodes tell it who waits.
 */
public final class Arbiter extends AbstractBehavior<ArbiterCommand> implements Docket.Usher {

    private record NodeGone(long node) implements ArbiterCommand {}

    private final Docket docket = new Docket(this);
    private final Map<Long, ActorRef<ToWaiter>> nodes = new HashMap<>();

    private Arbiter(ActorContext<ArbiterCommand> context) {
        super(context);
        ActorRef<ClusterEvent.MemberRemoved> removals = context.messageAdapter(
                ClusterEvent.MemberRemoved.class,
                removed -> new NodeGone(removed.member().uniqueAddress().longUid()));
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(removals, ClusterEvent.MemberRemoved.class));
    }

    public static Behavior<ArbiterCommand> create() {
        return Behaviors.setup(Arbiter::new);
    }

    @Override
    public Receive<ArbiterCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(ToArbiter.Begun.class, this::onBegun)
                .onMessage(ToArbiter.Over.class, this::onOver)
                .onMessage(ToArbiter.Still.class, this::onStill)
                .onMessage(NodeGone.class, this::onNodeGone)
                .build();
    }

    private Behavior<ArbiterCommand> onBegun(ToArbiter.Begun message) {
        nodes.put(message.node(), message.ref());
        message.waits().forEach(waiting -> docket.begun(message.node(), waiting));
        return this;
    }

    private Behavior<ArbiterCommand> onOver(ToArbiter.Over message) {
        message.numbers().forEach(number -> docket.over(message.node(), number));
        return this;
    }

    private Behavior<ArbiterCommand> onStill(ToArbiter.Still message) {
        message.numbers().forEach(number -> docket.still(message.node(), message.round(), number));
        return this;
    }

    private Behavior<ArbiterCommand> onNodeGone(NodeGone message) {
        nodes.remove(message.node());
        docket.nodeGone(message.node());
        return this;
    }

    @Override
    public void ask(long node, long round, List<Long> numbers) {
        tell(node, new ToWaiter.Confirm(round, numbers));
    }

    @Override
    public void refuse(Docket.Id wait, List<Waiting> circle) {
        tell(wait.node(), new ToWaiter.Refused(wait.number(), circle));
    }

    private void tell(long node, ToWaiter message) {
        ActorRef<ToWaiter> ref = nodes.get(node);
        if (ref != null) {
            ref.tell(message);
        }
    }
}
