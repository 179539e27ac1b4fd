package io.chainbus.examples.nexthop;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.coordinator.Seat;
import io.chainbus.examples.Answer;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A network namespace: its nexthops, and a chain of its own; Linux {@code struct netns_nexthop}. Single-threaded. */
final class Namespace {

    private final Chain<Nexthop> chain;

    /** By id, as the kernel's tree is. */
    private final NavigableMap<Integer, Nexthop> nexthops = new TreeMap<>();

    private Namespace(Chain<Nexthop> chain) {
        this.chain = chain;
    }

    static Namespace create(ActorSystem<?> system, String name) {
        ChainSpec<Nexthop> spec = ChainSpec.named("nexthop, " + name, Nexthop.class)
                .keyedBy(nexthop -> String.valueOf(nexthop.id()))
                .phases(NexthopPhase.values());
        return new Namespace(Chainbus.get(system).chain(spec));
    }

    /** {@code ip nexthop add}: it is there when no device has refused it. */
    Receipt<Nexthop> add(Nexthop nexthop) {
        Receipt<Nexthop> receipt = Answer.of(chain.publish(NexthopPhase.NEXTHOP_EVENT_REPLACE, nexthop));
        if (receipt.success()) {
            nexthops.put(nexthop.id(), nexthop);
        }
        return receipt;
    }

    /** {@code ip nexthop del}: the devices are told, and it is gone. */
    Receipt<Nexthop> delete(Nexthop nexthop) {
        Receipt<Nexthop> receipt = Answer.of(chain.publish(NexthopPhase.NEXTHOP_EVENT_DEL, nexthop));
        nexthops.remove(nexthop.id());
        return receipt;
    }

    /** A device joins and is told what is there. */
    ChainProtocol.RegisterReply join(Netdevsim device) {
        return Answer.of(
                chain.register(Subscriber.<Nexthop>named(Netdevsim.ID).replay().handler(device)));
    }

    /** A device leaves, and is told first to let go of all that it holds. */
    ChainProtocol.UnregisterReply leave() {
        return Answer.of(chain.unregister(Netdevsim.ID, LeaveMode.TEARDOWN));
    }

    /**
     * Linux {@code register_nexthop_notifier}: calls the device with all that is there, and puts it on the chain then. With
     * the first error it gives up.
     *
     * @return the device's refusal, or that it is registered
     */
    Verdict joinAsInTheKernel(Netdevsim device) {
        for (Nexthop nexthop : nexthops.values()) {
            Verdict verdict = device.call(NexthopPhase.NEXTHOP_EVENT_REPLACE, nexthop);
            if (verdict instanceof Verdict.Veto) {
                return verdict;
            }
        }
        Answer.toRegister(chain, Subscriber.<Nexthop>named(Netdevsim.ID).handler(device));
        return Verdict.ok();
    }

    /** Linux {@code unregister_nexthop_notifier}: takes the device off the chain, and calls it to delete all then. */
    void leaveAsInTheKernel(Netdevsim device) {
        Answer.of(chain.unregister(Netdevsim.ID));
        nexthops.values().forEach(nexthop -> device.call(NexthopPhase.NEXTHOP_EVENT_DEL, nexthop));
    }

    /** Who is on the chain. */
    List<String> devices() {
        return Answer.of(chain.view()).seats().stream().map(Seat::id).toList();
    }
}
