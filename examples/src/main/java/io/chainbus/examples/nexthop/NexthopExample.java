package io.chainbus.examples.nexthop;

import akka.actor.typed.ActorSystem;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.examples.Example;
import io.chainbus.examples.ReceiptText;
import io.chainbus.verdict.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/**
 * A subscriber that joins late and is told what is there already: nexthop objects, from Linux {@code
 * net/ipv4/nexthop.c}.
 *
 * <pre>
 *   namespace blue:   nexthops 1 2 3 4 5      chain: (nobody yet)
 *                               │
 *                               ▼ replay
 *                          netdevsim, with room for two
 * </pre>
 *
 * <p><b>What it does there.</b> Routes can name nexthops by id ({@code ip nexthop add id 1 via 192.0.2.1 dev eth0}), and
 * devices that forward by themselves have to know them. Each network namespace has a chain; a new nexthop is announced
 * on it with {@code NEXTHOP_EVENT_REPLACE}, which a device may refuse, and its end with {@code NEXTHOP_EVENT_DEL}. A
 * device that joins late must not miss what is there: {@code register_nexthop_notifier} calls it, beside the chain, with
 * a REPLACE of each nexthop in the order of their ids ({@code nexthops_dump}), and registers it then. {@code
 * unregister_nexthop_notifier} takes it off and calls it with a DEL of each.
 *
 * <p><b>What it relies on.</b> The RTNL lock, held over both steps, so that nothing comes or goes in between. And that a
 * device which fails in the middle of the dump cleans up after itself: {@code nexthops_dump} stops at the first error,
 * nobody tells the device to drop what it had accepted, and since it is not on the chain it never hears of their end.
 *
 * <p><b>The same here.</b> A chain for each namespace, REPLACE and DEL, a refusal with the device's own error, all told
 * before the newcomer hears anything new, and DEL for each when it leaves. (Changing a nexthop that is there, which is
 * the other use of REPLACE, and groups are left out.)
 *
 * <p><b>Better here.</b> {@code replay()} does that, without a lock around everything: what is up is told in each key's
 * turn, the oldest first, so a nexthop that others depend on comes before those. If the device refuses one, those told
 * before are undone in reverse, and it is not registered. {@link io.chainbus.coordinator.LeaveMode#TEARDOWN} is the way
 * back: a DEL for each that it holds, the newest first. A device that joins twice, or leaves in the middle, needs no
 * code of its own for it.
 */
@Command(
        name = "nexthop",
        description = "Replay to a latecomer that refuses the third of five; DEL for each (net/ipv4/nexthop.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example nexthop")
public final class NexthopExample implements Example {

    static final List<Nexthop> FIVE = IntStream.rangeClosed(1, 5)
            .mapToObj(id -> new Nexthop(id, "192.0.2." + id, "eth0"))
            .toList();

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        Namespace kernels = filled(system, "blue, the kernel's way");
        Namespace ours = filled(system, "blue");
        out.println("Five nexthops are there, and nobody is on the chain.");
        out.println();
        tooSmall(out, kernels, ours);
        largeEnough(out, kernels, ours);
        otherNamespaces(system, out, ours);
    }

    private static Namespace filled(ActorSystem<?> system, String name) {
        Namespace namespace = Namespace.create(system, name);
        FIVE.forEach(namespace::add);
        return namespace;
    }

    private static void tooSmall(PrintWriter out, Namespace kernels, Namespace ours) {
        out.println("A device with room for two joins. The kernel's way:");
        Netdevsim kernelDevice = new Netdevsim(2);
        Verdict verdict = kernels.joinAsInTheKernel(kernelDevice);
        String error = verdict instanceof Verdict.Veto veto ? veto.reason() : verdict.toString();
        out.println("  register_nexthop_notifier: " + error);
        tell(out, kernels, kernelDevice);
        kernels.delete(FIVE.get(0));
        out.println("  id 1 is deleted; the device forwards to " + kernelDevice.offloaded() + " still");
        kernels.add(FIVE.get(0));

        out.println("Chainbus:");
        Netdevsim ourDevice = new Netdevsim(2);
        if (ours.join(ourDevice) instanceof ChainProtocol.RegistrationRefused refused) {
            out.println("  " + refused.refusal().message());
        }
        tell(out, ours, ourDevice);
        out.println();
    }

    private static void largeEnough(PrintWriter out, Namespace kernels, Namespace ours) {
        out.println("A device with room for sixteen joins, and leaves. The kernel's way:");
        Netdevsim kernelDevice = new Netdevsim(16);
        kernels.joinAsInTheKernel(kernelDevice);
        kernels.leaveAsInTheKernel(kernelDevice);
        tell(out, kernels, kernelDevice);
        out.println("Chainbus:");
        Netdevsim ourDevice = new Netdevsim(16);
        ours.join(ourDevice);
        ours.leave();
        tell(out, ours, ourDevice);
        out.println();
    }

    private static void otherNamespaces(ActorSystem<?> system, PrintWriter out, Namespace ours) {
        Netdevsim device = new Netdevsim(16);
        ours.join(device);
        Namespace red = Namespace.create(system, "red");
        Nexthop sixth = new Nexthop(6, "198.51.100.6", "eth1");
        out.println("A chain for each namespace: the device is on that of blue, and the sixth comes up in red, then in"
                + " blue:");
        ReceiptText.of(red.add(sixth)).forEach(line -> out.println("  red   " + line));
        ReceiptText.of(ours.add(sixth)).forEach(line -> out.println("  blue  " + line));
    }

    private static void tell(PrintWriter out, Namespace namespace, Netdevsim device) {
        device.heard().forEach(event -> out.println("  netdevsim hears " + event));
        out.println("  on the chain: " + namespace.devices() + "; the device forwards to " + device.offloaded());
    }
}
