package io.chainbus.examples.dmintegrity;

import akka.actor.typed.ActorSystem;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.examples.Answer;
import io.chainbus.examples.Example;
import io.chainbus.examples.ReceiptText;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;

/**
 * A subscriber that comes and goes at run time: the part of a disk with checksums in a shutdown, from Linux {@code
 * drivers/md/dm-integrity.c}.
 *
 * <pre>
 *   SYS_RESTART ──►  md   ◄─►   dm-integrity   ◄─►  nvme
 *                 INT_MAX    INT_MAX - 1, while       0
 *                              it is resumed
 * </pre>
 *
 * <p><b>What it does there.</b> A dm-integrity target keeps a checksum of each sector. In bitmap mode it notes which
 * regions' checksums are behind and writes that out now and then, so that after a crash only those are worked out again.
 * Before a reboot it flushes the bitmap and is synchronous from then on ({@code dm_integrity_enter_synchronous_mode}).
 * A target that is suspended takes no requests and has nothing to flush: {@code dm_integrity_resume} registers its
 * notifier on the reboot chain and {@code dm_integrity_postsuspend} takes it off, each with a {@code WARN_ON}.
 *
 * <p><b>What it relies on.</b> Three layers in the right order, by two numbers: md with {@code INT_MAX} has stopped
 * writing by then, the target has {@code INT_MAX - 1} ("be notified after md and before hardware drivers", says its
 * comment), and the hardware comes behind both. And that it can leave at any time. A blocking notifier chain holds its
 * lock while it is walked, so there {@code unregister_reboot_notifier} waits until the whole walk is over, and called
 * from within it waits for ever.
 *
 * <p><b>The same here.</b> The numbers, and the order. Note which way it goes: the system is torn down, yet the walk
 * goes from the highest number to the lowest, since what is on top has to be quiet first. Tearing down does not
 * imply walking backwards. So in chainbus the direction is declared with the phase, and nowhere else: that of
 * {@link io.chainbus.examples.reboot.RebootPhase} is DESCENDING, that of a module's GOING is ASCENDING, and a call site
 * has no say in it. The example shows the walk that the other direction would give, too.
 *
 * <p><b>Better here.</b> A leave is acknowledged as soon as no handler of the subscriber runs or will run, also in the
 * middle of a walk. Whoever was to be visited later is skipped, and the receipt says so.
 */
@Command(
        name = "dmintegrity",
        description = "Comes and goes at run time, on a tear-down that walks forwards (drivers/md/dm-integrity.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example dmintegrity")
public final class DmIntegrityExample implements Example {

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        comesAndGoes(system, out);
        leavesInTheMiddle(system, out);
        direction(system, out);
    }

    private static void comesAndGoes(ActorSystem<?> system, PrintWriter out) {
        Storage storage = Storage.start(system, "reboot", DmIntegrityExample::quietAtOnce);
        IntegrityTarget target = storage.target();
        tell(out, "The target is not resumed", Answer.of(storage.restart()));
        target.resume();
        target.write();
        tell(out, "Resumed, with a dirty region", Answer.of(storage.restart()));
        Answer.of(target.suspend());
        tell(out, "Suspended again", Answer.of(storage.restart()));
    }

    private static void leavesInTheMiddle(ActorSystem<?> system, PrintWriter out) {
        HeldMd md = new HeldMd();
        Storage storage = Storage.start(system, "reboot, slowly", md);
        storage.target().resume();
        CompletionStage<Receipt<String>> restart = storage.restart();
        Answer.of(md.begun());
        Answer.of(storage.target().suspend());
        out.println("A restart is under way and md takes its time: the target is suspended, and has left.");
        out.println("A kernel would have it wait for the end of the walk.");
        md.letGo();
        tell(out, "Then md is done", Answer.of(restart));
    }

    private static void direction(ActorSystem<?> system, PrintWriter out) {
        Storage storage = Storage.start(system, "reboot, explained", DmIntegrityExample::quietAtOnce);
        storage.target().resume();
        out.println("Why in this order:");
        storage.explain().lines().forEach(line -> out.println("  " + line));
        Phase backwards = Phase.notification("SYS_RESTART", Direction.ASCENDING);
        out.println("If tearing down implied walking backwards, the disk would go first:");
        storage.explain(backwards).lines().forEach(line -> out.println("  " + line));
    }

    private static CompletionStage<Verdict> quietAtOnce(Visit<String> visit) {
        return CompletableFuture.completedFuture(Verdict.ok());
    }

    private static void tell(PrintWriter out, String title, Receipt<String> receipt) {
        List<String> lines = ReceiptText.of(receipt);
        out.println(title + ":");
        lines.forEach(line -> out.println("  " + line));
        out.println();
    }
}
