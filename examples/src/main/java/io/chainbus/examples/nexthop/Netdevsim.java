package io.chainbus.examples.nexthop;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network device that forwards by itself, and has room for so many nexthops; Linux {@code drivers/net/netdevsim/fib.c},
 * a simulated one that the kernel's tests use.
 */
final class Netdevsim implements Handler<Nexthop> {

    static final String ID = "netdevsim";

    private static final Errno ENOSPC = new Errno(28);

    private final int room;
    private final Set<Integer> offloaded = new TreeSet<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Netdevsim(int room) {
        this.room = room;
    }

    @Override
    public synchronized Verdict onEvent(Visit<Nexthop> visit) {
        heard.add(visit.phase().name() + " " + visit.key() + " (" + visit.cause() + ")");
        return handle((NexthopPhase) visit.phase(), visit.payload());
    }

    /** What the kernel calls without a chain, while it dumps: {@code nb->notifier_call(nb, event, &info)}. */
    synchronized Verdict call(NexthopPhase event, Nexthop nexthop) {
        heard.add(event.name() + " " + nexthop.id() + " (dump)");
        return handle(event, nexthop);
    }

    private Verdict handle(NexthopPhase event, Nexthop nexthop) {
        switch (event) {
            case NEXTHOP_EVENT_REPLACE -> {
                if (offloaded.size() >= room) {
                    return new KernelError(ENOSPC, "netdevsim: Exceeded number of supported nexthops");
                }
                offloaded.add(nexthop.id());
            }
            case NEXTHOP_EVENT_DEL -> offloaded.remove(nexthop.id());
        }
        return Verdict.ok();
    }

    /** The ids of the nexthops that it forwards to. */
    synchronized Collection<Integer> offloaded() {
        return new ArrayList<>(offloaded);
    }

    /** What it was told, oldest first, and why. */
    List<String> heard() {
        return List.copyOf(heard);
    }
}
