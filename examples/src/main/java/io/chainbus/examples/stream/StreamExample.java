package io.chainbus.examples.stream;

import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.event.ModulePhase;
import io.chainbus.examples.Answer;
import io.chainbus.examples.Example;
import io.chainbus.examples.FromOne;
import io.chainbus.kernel.tree.BootList;
import io.chainbus.kernel.tree.ModuleTreeReader;
import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A small reactive application on Akka Streams: module events come in as a stream, go through a chain, and receipts come
 * out as a stream.
 *
 * <pre>
 *   boot list ──► ModuleEvent ──► ChainFlow: mapAsync(parallelism, publish) ──► Receipt ──► Tally
 *                                    │ publish                      ▲ receipt
 *                                    ▼                              │
 *                 inventory ◄─► blocklist ◄─► firmware        the chain
 * </pre>
 *
 * <p>The chain is the only thing that the stream knows: {@link ChainFlow} is one {@code mapAsync}. What the two of them
 * keep together is each module's order (the stream publishes in its order, the chain keeps the order of a key), the
 * order of receipts ({@code mapAsync}), and back-pressure: with {@code parallelism} events under way the source is not
 * asked for another.
 *
 * <p>The run is made twice, the second time with one more subscriber, which is slow: on a real machine that is the one
 * that waits for a device's firmware. The source is as fast as it is let, so its rate shows how fast the chain lets it
 * be, and {@link Lead} measures how far it got ahead. One module is refused each time it comes, by a block list: its
 * veto is a receipt like the others, the inventory that had accepted the module is asked to undo, and the stream goes on.
 */
@Command(
        name = "stream",
        description = "A small reactive application on Akka Streams: module events in, receipts out, back-pressure from"
                + " the chain to the source.",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example stream --parallelism 32 --delay 20")
@SuppressWarnings("FieldMayBeFinal") // picocli sets them
public final class StreamExample implements Example {

    /** Debian and others keep it from loading too: hardly anyone wants a PC's speaker to beep. */
    private static final String BLOCKED = "pcspkr";

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            converter = FromOne.class,
            description = "How many events may be under way at once (default: ${DEFAULT-VALUE}).")
    private int parallelism = 8;

    @Option(
            names = "--boots",
            paramLabel = "N",
            converter = FromOne.class,
            description = "How often the machine boots and shuts down (default: ${DEFAULT-VALUE}).")
    private int boots = 5;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            converter = FromOne.class,
            description = "How many milliseconds the slow subscriber takes (default: ${DEFAULT-VALUE}).")
    private int delay = 10;

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        List<String> modules = BootList.embedded(ModuleTreeReader.embedded()).names();
        out.printf(
                "A machine boots and shuts down %d times: its %d modules come and go, at most %d events under way at"
                        + " once.%n%n",
                boots, modules.size(), parallelism);
        Chain<String> fast = chain(system, "modules");
        Inventory fastInventory = join(fast);
        Chain<String> slow = chain(system, "modules, slow");
        Inventory slowInventory = join(slow);
        Answer.toRegister(
                slow,
                Subscriber.<String>named("firmware")
                        .after("blocklist")
                        .deadline(Duration.ofMillis(delay).plusSeconds(10))
                        .asyncHandler(firmware(system)));

        out.printf("%-42s %8s %8s %16s%n", "subscribers", "receipts", "a second", "ahead, at most");
        ModuleStream.Result first = run(system, out, "inventory, blocklist", fast, modules);
        String slowly = "the same, and firmware, which takes %d ms".formatted(delay);
        ModuleStream.Result second = run(system, out, slowly, slow, modules);
        out.printf("%n'ahead': events that the source had handed over and whose receipts had not come out yet.%n%n");
        tell(out, first.tally(), fastInventory);
        tell(out, second.tally(), slowInventory);
    }

    private static Chain<String> chain(ActorSystem<?> system, String name) {
        return Chainbus.get(system).chain(ChainSpec.named(name, String.class));
    }

    private static Inventory join(Chain<String> chain) {
        Inventory inventory = new Inventory();
        Answer.toRegister(chain, Subscriber.<String>named("inventory").first().handler(inventory));
        Answer.toRegister(
                chain,
                Subscriber.<String>named("blocklist")
                        .handler(visit -> visit.phase() == ModulePhase.COMING
                                        && visit.key().equals(BLOCKED)
                                ? Verdict.veto("blocked on this machine")
                                : Verdict.ok()));
        return inventory;
    }

    /** Takes its time when a module comes, without keeping a thread for it. */
    private AsyncHandler<String> firmware(ActorSystem<?> system) {
        Duration wait = Duration.ofMillis(delay);
        return visit ->
                visit.phase() == ModulePhase.COMING ? Patterns.after(wait, system, StreamExample::loaded) : loaded();
    }

    private static CompletionStage<Verdict> loaded() {
        return CompletableFuture.completedFuture(Verdict.ok());
    }

    private ModuleStream.Result run(
            ActorSystem<?> system, PrintWriter out, String subscribers, Chain<String> chain, List<String> modules) {
        ModuleStream.Result result = ModuleStream.run(system, ModuleEvent.boots(modules, boots), chain, parallelism)
                .toCompletableFuture()
                .join();
        out.printf(
                "%-42s %8d %8d %16d%n",
                subscribers, result.tally().receipts(), result.eventsPerSecond(), result.mostAhead());
        return result;
    }

    private static void tell(PrintWriter out, Tally tally, Inventory inventory) {
        out.printf(
                "%d visits; %d events got through, %d vetoed, with %d visits to undo what had been accepted.%n",
                tally.visits(), tally.succeeded(), tally.vetoed(), tally.undone());
        tally.vetoes().forEach((veto, times) -> out.printf("  %d times %s%n", times, veto));
        out.printf(
                "  Inventory: %d modules at once at the most, %d now; %d events contradicted it.%n",
                inventory.most(), inventory.size(), inventory.contradictions());
    }
}
